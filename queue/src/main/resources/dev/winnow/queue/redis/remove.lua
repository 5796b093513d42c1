#!lua flags=allow-oom
-- Takes waiting and delayed jobs out.
-- KEYS 1-3 lanes p0 to p2, 4-6 their indexes of waiting ids, 7 running, 8 envelopes, 9 delayed, 10 dead letters
-- ARGV the ids
-- Output: the ids that were taken out
-- include envelope.lua
-- include dead.lua
-- include mend.lua
for number = 0, 2 do
  mend(KEYS[1 + number], KEYS[4 + number], KEYS[8], KEYS[7], KEYS[10], number)
end
local removed = {}
for _, id in ipairs(ARGV) do
  local found = redis.call('ZREM', KEYS[9], id) == 1
  local raw = redis.call('HGET', KEYS[8], id)
  for number = 0, 2 do
    if redis.call('ZREM', KEYS[4 + number], id) == 1 then
      redis.call('LREM', KEYS[1 + number], 1, raw or '')
      found = true
    end
  end
  if found then
    redis.call('HDEL', KEYS[8], id)
    removed[#removed + 1] = id
  end
end
return removed

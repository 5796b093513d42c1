#!lua flags=allow-oom
-- Ends claims of those who still hold them and puts the jobs to the heads of their lanes, unchanged, so that the first
-- named is the first there.
-- KEYS 1-3 lanes p0 to p2, 4-6 their indexes of waiting ids, 7-9 their leases, 10 running, 11 envelopes
-- ARGV 1 channel of wake-ups, then for each: id, attempt, owner
-- Output: how many were given back
-- include envelope.lua
-- include holding.lua
local at = now()
local given = 0
for i = #ARGV - 2, 2, -3 do
  local id = ARGV[i]
  local number = heldLane(KEYS[10], id, ARGV[i + 1], ARGV[i + 2])
  local raw = number and redis.call('HGET', KEYS[11], id)
  if raw then
    redis.call('HDEL', KEYS[10], id)
    redis.call('ZREM', KEYS[7 + number], id)
    redis.call('LPUSH', KEYS[1 + number], raw)
    redis.call('ZADD', KEYS[4 + number], at, id)
    given = given + 1
  end
end
if given > 0 then
  redis.call('PUBLISH', ARGV[1], 'hand-back')
end
return given

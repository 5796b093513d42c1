#!lua flags=allow-oom
-- Puts back what an owner holds and does not know of, since the answer to its claim was lost: to the heads of the lanes,
-- unchanged; a portion of the running jobs of one lane at a time. What it was handed lately may be on its way. If there was nothing, the count was wrong, and is
-- mended with the last portion.
-- KEYS as in common.lua
-- ARGV 1 owner, 2 lane number, 3 cursor, 4 how many to look at, 5 how many were put back in the portions before, 6 how
--      many were left, then the ids that it knows of
-- Output: the next cursor, how many were put back, how many were left, now and before
-- include common.lua
-- include waiting.lua
local lane, back, left = tonumber(ARGV[2]), tonumber(ARGV[5]), tonumber(ARGV[6])
local known = {}
for i = 7, #ARGV do
  known[ARGV[i]] = true
end
for _, note in ipairs(redis.call('HVALS', handed)) do
  local _, _, id = readNote(note)
  known[id or ''] = true
end
local scan = redis.call('HSCAN', KEYS[RUNNING + lane], ARGV[3], 'COUNT', ARGV[4])
local before = back
for i = 1, #scan[2], 2 do
  local id, owner = scan[2][i], scan[2][i + 1]:match('^%d+ (.*)$')
  if owner == ARGV[1] and known[id] then
    left = left + 1
  elseif owner == ARGV[1] then
    redis.call('HDEL', KEYS[RUNNING + lane], id)
    hold(owner, -1)
    back = back + 1
    if redis.call('HEXISTS', jobs, id) == 1 then
      redis.call('LPUSH', KEYS[LANE + lane], id)
    end
  end
end
wake(lane, back - before, now())
if lane == 2 and scan[1] == '0' and back == 0 then
  redis.call('HDEL', holds, ARGV[1])
  hold(ARGV[1], left)
end
return {scan[1], back, left}

#!lua flags=allow-oom
-- Puts back what an owner holds and does not know of, since the answer to its claim was lost: to the heads of the lanes,
-- unchanged; a portion of the running jobs of one lane at a time. If there was nothing, the count was wrong, and is
-- mended with the last portion.
-- KEYS as in common.lua
-- ARGV 1 channel of wake-ups, 2 owner, 3 lane number, 4 cursor, 5 how many to look at, 6 how many were put back in the
--      portions before, 7 how many were left, then the ids that it knows of
-- Output: the next cursor, how many were put back, how many were left, now and before
-- include common.lua
local lane, back, left = tonumber(ARGV[3]), tonumber(ARGV[6]), tonumber(ARGV[7])
local known = {}
for i = 8, #ARGV do
  known[ARGV[i]] = true
end
local scan = redis.call('HSCAN', KEYS[RUNNING + lane], ARGV[4], 'COUNT', ARGV[5])
local before = back
for i = 1, #scan[2], 2 do
  local id, owner = scan[2][i], scan[2][i + 1]:match('^%d+ (.*)$')
  if owner == ARGV[2] and known[id] then
    left = left + 1
  elseif owner == ARGV[2] then
    redis.call('HDEL', KEYS[RUNNING + lane], id)
    hold(owner, -1)
    back = back + 1
    if redis.call('HEXISTS', jobs, id) == 1 then
      redis.call('LPUSH', KEYS[LANE + lane], id)
    end
  end
end
if back > before then
  redis.call('PUBLISH', ARGV[1], lane)
end
if lane == 2 and scan[1] == '0' and back == 0 then
  redis.call('HDEL', holds, ARGV[2])
  hold(ARGV[2], left)
end
return {scan[1], back, left}

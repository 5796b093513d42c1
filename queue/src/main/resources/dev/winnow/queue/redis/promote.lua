#!lua flags=allow-oom
-- Moves what has been held back long enough to the ends of the lanes, and takes back what was handed to workers that
-- are gone.
-- KEYS as in common.lua
-- ARGV 1 n
-- Output: how many were moved
-- include common.lua
-- include waiting.lua
local at = now()
local moved = 0
takeBack(at)
for lane = 0, 2 do
  local due = redis.call('ZRANGEBYSCORE', KEYS[DELAYED + lane], '-inf', at, 'LIMIT', 0, ARGV[1] - moved)
  if #due > 0 then
    redis.call('ZREM', KEYS[DELAYED + lane], unpack(due))
    local there = {}
    for _, id in ipairs(due) do
      if redis.call('HEXISTS', jobs, id) == 1 then
        there[#there + 1] = id
      end
    end
    if #there > 0 then
      redis.call('RPUSH', KEYS[LANE + lane], unpack(there))
      wake(lane, #there, at)
    end
    moved = moved + #due
  end
end
return moved

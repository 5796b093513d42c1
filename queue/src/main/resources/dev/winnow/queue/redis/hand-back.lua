#!lua flags=allow-oom
-- Ends claims of those who still hold them and puts the jobs to the heads of their lanes, unchanged, so that the first
-- named is the first there.
-- KEYS as in common.lua
-- ARGV 1 channel of wake-ups, then for each: id, attempt, owner
-- Output: how many were given back
-- include common.lua
-- include holding.lua
local given = 0
local woken = ''
for i = #ARGV - 2, 2, -3 do
  local id = ARGV[i]
  local lane = heldLane(id, ARGV[i + 1], ARGV[i + 2])
  if lane then
    redis.call('HDEL', KEYS[RUNNING + lane], id)
    hold(ARGV[i + 2], -1)
    if redis.call('HEXISTS', jobs, id) == 1 then
      redis.call('LPUSH', KEYS[LANE + lane], id)
      woken = woken .. lane
      given = given + 1
    end
  end
end
if given > 0 then
  redis.call('PUBLISH', ARGV[1], woken)
end
return given

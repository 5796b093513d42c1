#!lua flags=allow-oom
-- Ends claims of those who still hold them and puts the jobs to the heads of their lanes, unchanged, so that the first
-- named is the first there.
-- KEYS as in common.lua
-- ARGV for each: id, attempt, owner
-- Output: how many were given back
-- include common.lua
-- include holding.lua
-- include waiting.lua
local given = 0
local back = {[0] = 0, 0, 0}
for i = #ARGV - 2, 1, -3 do
  local id = ARGV[i]
  local lane = heldLane(id, ARGV[i + 1], ARGV[i + 2])
  if lane then
    redis.call('HDEL', KEYS[RUNNING + lane], id)
    hold(ARGV[i + 2], -1)
    if redis.call('HEXISTS', jobs, id) == 1 then
      redis.call('LPUSH', KEYS[LANE + lane], id)
      back[lane] = back[lane] + 1
      given = given + 1
    end
  end
end
local at = now()
for lane = 0, 2 do
  wake(lane, back[lane], at)
end
return given

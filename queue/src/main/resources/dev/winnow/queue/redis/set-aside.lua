#!lua flags=allow-oom
-- Moves jobs that an owner has just claimed and cannot read to the dead letters.
-- KEYS as in common.lua
-- ARGV 1 owner, then for each: id, reason
-- Output: how many were moved
-- include common.lua
-- include letters.lua
local moved = 0
local ending = ' ' .. ARGV[1]
for i = 2, #ARGV, 2 do
  local id = ARGV[i]
  for lane = 0, 2 do
    local held = redis.call('HGET', KEYS[RUNNING + lane], id)
    if held and held:sub(-#ending) == ending then
      redis.call('HDEL', KEYS[RUNNING + lane], id)
      hold(ARGV[1], -1)
      setAside(lane, ARGV[i + 1], id, redis.call('HGET', jobs, id) or '')
      redis.call('HDEL', jobs, id)
      moved = moved + 1
    end
  end
end
return moved

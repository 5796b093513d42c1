#!lua flags=allow-oom
-- Prolongs an owner's lease and tells it what it has lost and what it shall stop.
-- KEYS as in common.lua
-- ARGV 1 owner, 2 lease in milliseconds, then for each job that it believes to hold: id, attempt
-- Output: the ids that it does not hold, the ids that it holds and shall stop, and how many it holds
-- include common.lua
-- include holding.lua
redis.call('ZADD', leases, now() + ARGV[2], ARGV[1])
local lost, stop = {}, {}
local asked = redis.call('EXISTS', cancelling) == 1
for i = 3, #ARGV, 2 do
  if not heldLane(ARGV[i], ARGV[i + 1], ARGV[1]) then
    lost[#lost + 1] = ARGV[i]
  elseif asked and redis.call('SISMEMBER', cancelling, ARGV[i]) == 1 then
    stop[#stop + 1] = ARGV[i]
  end
end
return {lost, stop, tonumber(redis.call('HGET', holds, ARGV[1]) or 0)}

#!lua flags=allow-oom
-- Prolongs leases of those who still hold them.
-- KEYS 1 running, 2-4 leases of p0 to p2
-- ARGV 1 lease in milliseconds, then for each: id, attempt, owner
-- Output: the ids whose lease is lost
-- include envelope.lua
-- include holding.lua
local leaseUntil = now() + tonumber(ARGV[1])
local lost = {}
for i = 2, #ARGV, 3 do
  local number = heldLane(KEYS[1], ARGV[i], ARGV[i + 1], ARGV[i + 2])
  if number then
    redis.call('ZADD', KEYS[2 + number], leaseUntil, ARGV[i])
  else
    lost[#lost + 1] = ARGV[i]
  end
end
return lost

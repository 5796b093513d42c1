#!lua flags=allow-oom
-- Ends claims of those who still hold them.
-- KEYS 1 running, 2-4 leases of p0 to p2, 5 envelopes
-- ARGV for each: id, attempt, owner
-- Output: the ids whose lease is lost
-- include holding.lua
local lost = {}
for i = 1, #ARGV, 3 do
  local number = heldLane(KEYS[1], ARGV[i], ARGV[i + 1], ARGV[i + 2])
  if number then
    redis.call('HDEL', KEYS[1], ARGV[i])
    redis.call('ZREM', KEYS[2 + number], ARGV[i])
    redis.call('HDEL', KEYS[5], ARGV[i])
  else
    lost[#lost + 1] = ARGV[i]
  end
end
return lost

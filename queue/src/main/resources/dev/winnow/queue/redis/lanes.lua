#!lua flags=allow-oom
-- Tells how each lane stands.
-- KEYS 1-3 lanes p0 to p2, 4-6 their indexes of waiting ids, 7-9 their leases
-- ARGV none
-- Output: for each lane its depth, how many of it run, and the age of its oldest in milliseconds
-- include envelope.lua
local at = now()
local answer = {}
for number = 0, 2 do
  local depth = redis.call('LLEN', KEYS[1 + number])
  local oldest = redis.call('ZRANGE', KEYS[4 + number], 0, 0, 'WITHSCORES')
  local age = 0
  if depth > 0 and oldest[2] then
    age = math.max(0, at - tonumber(oldest[2]))
  end
  answer[#answer + 1] = depth
  answer[#answer + 1] = redis.call('ZCARD', KEYS[7 + number])
  answer[#answer + 1] = age
end
return answer

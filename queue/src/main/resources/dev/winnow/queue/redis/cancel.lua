#!lua flags=allow-oom
-- Notes which running jobs are to stop, and tells those who listen.
-- KEYS as in common.lua
-- ARGV 1 channel of cancellations, then the ids
-- Output: the ids that somebody holds
-- include common.lua
local held = {}
for i = 2, #ARGV do
  for lane = 0, 2 do
    if redis.call('HEXISTS', KEYS[RUNNING + lane], ARGV[i]) == 1 then
      held[#held + 1] = ARGV[i]
    end
  end
end
if #held > 0 then
  redis.call('SADD', cancelling, unpack(held))
  redis.call('PUBLISH', ARGV[1], table.concat(held, ' '))
end
return held

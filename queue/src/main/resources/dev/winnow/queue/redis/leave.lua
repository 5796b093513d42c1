#!lua flags=allow-oom
-- Ends the wait of a worker.
-- KEYS as in common.lua
-- ARGV 1 ticket, 2 owner, 3 lease in milliseconds, 4 lanes asked for, as digits in order
-- Output: 1 if it waited, 0 if it has been woken or handed something
-- include common.lua
-- include waiting.lua
if redis.call('ZREM', KEYS[21] .. ARGV[4], ARGV[1] .. ' ' .. ARGV[3] .. ' ' .. ARGV[2]) == 0 then
  return 0
end
rouse(ARGV[1])
return 1

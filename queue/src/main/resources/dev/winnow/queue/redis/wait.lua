#!lua flags=allow-oom
-- Lets a worker wait on its list, unless there is something to claim.
-- KEYS as in common.lua
-- ARGV 1 ticket, 2 owner, 3 lease in milliseconds, 4 lanes asked for, as digits in order, 5 how long in milliseconds, 6 the
--      ticket of its last wait or -, 7 id of what it was handed then or -
-- Output: 1 if there is something in the list or will be, 0 if it does not wait
-- include common.lua
-- include waiting.lua
local at = now()
local id, raw, lane, attempt = settle(ARGV[6], ARGV[7])
if id then
  give(ARGV[1], ARGV[3], ARGV[2], at, id, raw, lane, attempt)
  return 1
end
if isBusy(ARGV[4]) then
  return 0
end
redis.call('ZADD', KEYS[21] .. ARGV[4], at + ARGV[5], ARGV[1] .. ' ' .. ARGV[3] .. ' ' .. ARGV[2])
return 1

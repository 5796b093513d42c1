#!lua flags=allow-oom
-- Tells all of one job.
-- KEYS as in common.lua
-- ARGV 1 id, 2 how far to look for its place in its lane
-- Output: a word that says where it is, its attempt, its place or -1, its owner or nothing, the end of the owner's lease
--      or when it is due in milliseconds or 0, 1 if it is to stop
-- include common.lua
-- include head.lua
local id = ARGV[1]
local raw = redis.call('HGET', jobs, id)
if not raw then
  return {redis.call('ZSCORE', dead, id) and 'DEAD' or 'ABSENT', 0, -1, '', 0, 0}
end
for lane = 0, 2 do
  local held = redis.call('HGET', KEYS[RUNNING + lane], id)
  if held then
    local attempt, owner = held:match('^(%d+) (.*)$')
    return {'RUNNING', tonumber(attempt), -1, owner, tonumber(redis.call('ZSCORE', leases, owner) or 0),
        redis.call('SISMEMBER', cancelling, id)}
  end
end
local lane, attempt = read(raw)
for number = 0, 2 do
  local due = redis.call('ZSCORE', KEYS[DELAYED + number], id)
  if due then
    return {'DELAYED', attempt or 0, -1, '', tonumber(due), 0}
  end
end
local place = lane and redis.call('LPOS', KEYS[LANE + lane], id, 'MAXLEN', ARGV[2])
return {'WAITING', attempt or 0, place or -1, '', 0, 0}

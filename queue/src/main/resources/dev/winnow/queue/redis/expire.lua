#!lua flags=allow-oom
-- Takes claims of one lane from owners whose lease has ended or who have none, a portion of the lane's running jobs at a
-- time. The job goes to the head of its lane with the next attempt and one more crash, or, after too many of these, to
-- the dead letters; one that was asked to stop is taken out.
-- KEYS as in common.lua
-- ARGV 1 channel of wake-ups, 2 lane number, 3 cursor, 4 how many to look at, 5 how many to take at most, 6 how many
--      crashes are too many
-- Output: the next cursor, then for each job that was taken its id and its envelope as it is now, without arguments
-- include common.lua
-- include head.lua
-- include letters.lua
local at = now()
local lane, most, tooMany = tonumber(ARGV[2]), tonumber(ARGV[5]), tonumber(ARGV[6])
local scan = redis.call('HSCAN', KEYS[RUNNING + lane], ARGV[3], 'COUNT', ARGV[4])
local answer = {scan[1]}
local ended = {}
local function hasEnded(owner)
  if ended[owner] == nil then
    ended[owner] = tonumber(redis.call('ZSCORE', leases, owner) or 0) <= at
  end
  return ended[owner]
end

local back = false
local stopping = redis.call('EXISTS', cancelling) == 1
local taken = {}
for i = 1, #scan[2], 2 do
  local id, owner = scan[2][i], scan[2][i + 1]:match('^%d+ (.*)$')
  if id ~= TABLE_FIELD and #answer < 2 * most and (not owner or hasEnded(owner)) then
    local raw = redis.call('HGET', jobs, id)
    redis.call('HDEL', KEYS[RUNNING + lane], id)
    taken[owner or ''] = (taken[owner or ''] or 0) + 1
    local was, attempt, failures, crashes, _, rest = read(raw or '')
    if not was then
      redis.call('HDEL', jobs, id)
      if raw then
        setAside(lane, 'malformed', id, raw)
      end
    else
      raw = write(lane, attempt + 1, failures, crashes + 1, at, raw, rest)
      if stopping and redis.call('SREM', cancelling, id) == 1 then
        redis.call('HDEL', jobs, id)
      elseif crashes + 1 >= tooMany then
        redis.call('HDEL', jobs, id)
        redis.call('ZADD', dead, at, id)
        redis.call('ZREMRANGEBYRANK', dead, 0, -10001)
        setAside(lane, 'crashed', id, raw)
      else
        redis.call('HSET', jobs, id, raw)
        redis.call('LPUSH', KEYS[LANE + lane], id)
        back = true
      end
      answer[#answer + 1] = id
      answer[#answer + 1] = raw:match('^[^\n]*')
    end
  end
end
for owner, count in pairs(taken) do
  hold(owner, -count)
end
if back then
  redis.call('PUBLISH', ARGV[1], lane)
end
return answer

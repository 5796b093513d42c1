#!lua flags=allow-oom
-- Takes claims of one lane from owners whose lease has ended or who have none, a portion of the lane's running jobs at a
-- time. The job goes to the head of its lane with the next attempt and one more crash, or, after too many of these, to
-- the dead letters; one that was asked to stop is taken out.
-- KEYS as in common.lua
-- ARGV 1 lane number, 2 cursor, 3 how many to look at, 4 how many to take at most, 5 how many crashes are too many
-- Output: the next cursor, or this one if more were to be taken than may be, then for each job that was taken its id and its envelope as it is now, without arguments
-- include common.lua
-- include head.lua
-- include letters.lua
-- include waiting.lua
local at = now()
local lane, most, tooMany = tonumber(ARGV[1]), tonumber(ARGV[4]), tonumber(ARGV[5])
local scan = redis.call('HSCAN', KEYS[RUNNING + lane], ARGV[2], 'COUNT', ARGV[3])
local answer = {scan[1]}
local ended = {}
local function hasEnded(owner)
  if ended[owner] == nil then
    ended[owner] = tonumber(redis.call('ZSCORE', leases, owner) or 0) <= at
  end
  return ended[owner]
end

local back = 0
local stopping = redis.call('EXISTS', cancelling) == 1
local taken = {}
for i = 1, #scan[2], 2 do
  local id, owner = scan[2][i], scan[2][i + 1]:match('^%d+ (.*)$')
  if id ~= TABLE_FIELD and #answer > 2 * most then
    answer[1] = ARGV[2]
  elseif id ~= TABLE_FIELD and (not owner or hasEnded(owner)) then
    local raw = redis.call('HGET', jobs, id)
    redis.call('HDEL', KEYS[RUNNING + lane], id)
    taken[owner or ''] = (taken[owner or ''] or 0) + 1
    local was, attempt, failures, crashes, _, rest = read(raw or '')
    if not was or not isId(id) then
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
        back = back + 1
      end
      answer[#answer + 1] = id
      answer[#answer + 1] = raw:match('^[^\n]*')
    end
  end
end
for owner, count in pairs(taken) do
  hold(owner, -count)
end
wake(lane, back, at)
return answer

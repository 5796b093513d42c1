-- Shared: makes the index of a lane what its list is, where the two differ. That is never so by our own scripts, but
-- somebody may have deleted or edited a list by hand, and a job that the index promises and no list holds would wait
-- for ever. What is no envelope goes to the dead letters.

local function mend(lane, waiting, envelopes, running, dead, number)
  if redis.call('LLEN', lane) == redis.call('ZCARD', waiting) then
    return
  end
  local at = now()
  local since = {}
  local scores = redis.call('ZRANGE', waiting, 0, -1, 'WITHSCORES')
  for i = 1, #scores, 2 do
    since[scores[i]] = scores[i + 1]
  end
  local elements = redis.call('LRANGE', lane, 0, -1)
  redis.call('DEL', lane, waiting)
  for _, raw in ipairs(elements) do
    local e = decode(raw)
    if not e or e.p ~= number then
      keepDead(dead, {at = at, lane = 'p' .. number, reason = 'malformed', bytes = raw})
    elseif not redis.call('ZSCORE', waiting, e.id) and redis.call('HEXISTS', running, e.id) == 0 then
      redis.call('RPUSH', lane, raw)
      redis.call('ZADD', waiting, since[e.id] or at, e.id)
      redis.call('HSET', envelopes, e.id, raw)
    end
    if e then
      since[e.id] = nil
    end
  end
  for id in pairs(since) do
    if redis.call('HEXISTS', running, id) == 0 then
      redis.call('HDEL', envelopes, id)
    end
  end
end

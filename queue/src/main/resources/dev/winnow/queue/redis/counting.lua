-- Shared: whether what the jobs' hash holds is just what stands in the lists, is delayed or runs. That is always so by
-- our own scripts, but somebody may have deleted or edited a key by hand.
local function adds()
  local gone = redis.call('HMGET', counters, 'gone0', 'gone1', 'gone2')
  local placed = 0
  for lane = 0, 2 do
    placed = placed + redis.call('LLEN', KEYS[LANE + lane]) - (gone[lane + 1] or 0)
        + redis.call('ZCARD', KEYS[DELAYED + lane]) + countRunning(lane)
  end
  return placed == redis.call('HLEN', jobs)
end

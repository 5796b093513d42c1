#!lua flags=allow-oom
-- Ends claims of those who still hold them and puts the jobs back: after a delay, or at once to the ends of their lanes.
-- KEYS as in common.lua
-- ARGV for each: id, attempt, owner, delay in milliseconds, 1 if the attempt failed
-- Output: the ids whose lease is lost
-- include common.lua
-- include head.lua
-- include holding.lua
-- include letters.lua
-- include waiting.lua
local at = now()
local lost = {}
local back = {[0] = 0, 0, 0}
for i = 1, #ARGV, 5 do
  local id, delay, failed = ARGV[i], tonumber(ARGV[i + 3]), tonumber(ARGV[i + 4])
  local held = heldLane(id, ARGV[i + 1], ARGV[i + 2])
  local raw = held and redis.call('HGET', jobs, id)
  if held then
    redis.call('HDEL', KEYS[RUNNING + held], id)
    hold(ARGV[i + 2], -1)
  end
  if not raw then
    lost[#lost + 1] = id
  else
    local lane, attempt, failures, crashes, _, rest = read(raw)
    if not lane then
      setAside(held, 'malformed', id, raw)
      redis.call('HDEL', jobs, id)
    else
      redis.call('HSET', jobs, id, write(lane, attempt + failed, failures + failed, crashes, at + delay, raw, rest))
      if delay > 0 then
        redis.call('ZADD', KEYS[DELAYED + lane], at + delay, id)
      else
        redis.call('RPUSH', KEYS[LANE + lane], id)
        back[lane] = back[lane] + 1
      end
    end
  end
end
for lane = 0, 2 do
  wake(lane, back[lane], at)
end
return lost

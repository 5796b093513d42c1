#!lua flags=allow-oom
-- Acknowledges what is done, then takes up to n jobs of these lanes and prolongs the owner's lease. Turns go by a
-- repeating pattern of lane numbers; a turn whose lane is empty, paused or not asked for goes to the highest lane that
-- waits. Each set of lanes has turns of its own: else a consumer of few lanes could use up just the turns of a lane that
-- it does not serve.
-- KEYS as in common.lua
-- ARGV 1 owner, 2 lease in milliseconds, 3 n, 4 lanes asked for, as digits in order, 5 pattern of turns, as digits, 6 the
--      ticket of its last wait or -, 7 id of what it was handed then or -, then what is done: for each attempt of an
--      owner the owner, the attempt, how many, their ids
-- Output: the end of the lease in milliseconds, 1 if it stopped looking before it had n, the ids whose lease was lost,
--      and the ids and envelopes of what was taken, p0 first, before them what it was handed without its hearing of it
-- include common.lua
-- include acknowledging.lua
-- include counting.lua
-- include letters.lua
-- include waiting.lua
local MOST_DROPPED = 2000
-- Of so many ids each is looked up; for more it pays to find out whether that is needed.
local FEW = 16
local owner, wanted, asked, pattern = ARGV[1], tonumber(ARGV[3]), ARGV[4], ARGV[5]
local lost = acknowledge(8)
local claimed = {}
claimed[1], claimed[2] = settle(ARGV[6], ARGV[7])
wanted = wanted - #claimed / 2
local dropped = 0

-- How many wait in each lane that we may take from.
local depth = {[0] = 0, 0, 0}
local lists = {}
for lane in asked:gmatch('%d') do
  lists[#lists + 1] = KEYS[LANE + lane]
end
if #claimed == 0 and redis.call('EXISTS', unpack(lists)) == 0 then
  return {0, 0, lost, claimed}
end
for lane in asked:gmatch('%d') do
  depth[tonumber(lane)] = redis.call('LLEN', KEYS[LANE + lane])
end
local gone = redis.call('HMGET', counters, 'gone0', 'gone1', 'gone2')
local stopped = redis.call('SMISMEMBER', paused, '0', '1', '2')
for lane = 0, 2 do
  gone[lane] = tonumber(gone[lane + 1] or 0)
  if depth[lane] > 0 and depth[lane] <= gone[lane] then
    redis.call('UNLINK', KEYS[LANE + lane])
    redis.call('HDEL', counters, 'gone' .. lane)
    gone[lane] = 0
    depth[lane] = 0
  end
  depth[lane] = stopped[lane + 1] == 0 and math.max(0, depth[lane] - gone[lane]) or 0
end

local booksAgree = wanted > FEW and adds()

local function drop(lane, count)
  dropped = dropped + count
  local counted = math.min(count, gone[lane])
  if counted > 0 then
    redis.call('HINCRBY', counters, 'gone' .. lane, -counted)
    gone[lane] = gone[lane] - counted
  end
end

-- Takes this many from a lane if it has them; returns how many it got.
local function take(lane, count)
  local usual, ours = '1 ' .. lane .. ' 1 ', '1 ' .. owner
  local got = 0
  -- An id may stand in the list twice if a job was taken out and pushed again, or by somebody's hand.
  local doubtful = count <= FEW or gone[lane] > 0 or not booksAgree
  while got < count and dropped < MOST_DROPPED do
    local ids = redis.call('LPOP', KEYS[LANE + lane], count - got)
    if not ids or #ids == 0 then
      break
    end
    local raws = redis.call('HMGET', jobs, unpack(ids))
    local held, due = {}, {}
    if doubtful then
      held = redis.call('HMGET', KEYS[RUNNING + lane], unpack(ids))
      due = redis.call('ZMSCORE', KEYS[DELAYED + lane], unpack(ids))
    end
    local holds = {}
    local stale = 0
    local first = #claimed
    for i, id in ipairs(ids) do
      local raw = raws[i]
      if not isId(id) then
        setAside(lane, 'malformed', id, raw)
        redis.call('HDEL', jobs, id)
        dropped = dropped + 1
      elseif not raw then
        stale = stale + 1
      elseif held[i] or due[i] then
        stale = stale + 1
      else
        local value = ours
        if raw:sub(1, 6) ~= usual then
          local other, attempt = raw:match('^1 ([012]) (%d+) ')
          if not other or #attempt > 9 then
            setAside(lane, 'malformed', id, raw)
            redis.call('HDEL', jobs, id)
            value = nil
          elseif tonumber(other) ~= lane then
            stale = stale + 1
            value = nil
          else
            value = attempt .. ' ' .. owner
          end
        end
        if value then
          holds[#holds + 1] = id
          holds[#holds + 1] = value
          claimed[#claimed + 1] = id
          claimed[#claimed + 1] = raw
        end
      end
    end
    if #holds > 0 then
      keepTable(lane)
      local added = redis.call('HSET', KEYS[RUNNING + lane], unpack(holds))
      if 2 * added < #holds then
        local seen = {}
        for i = first + 1, #claimed, 2 do
          local id, raw = claimed[i], claimed[i + 1]
          claimed[i], claimed[i + 1] = nil, nil
          if not seen[id] then
            seen[id] = true
            claimed[first + 1], claimed[first + 2] = id, raw
            first = first + 2
          else
            stale = stale + 1
          end
        end
      end
      hold(owner, added)
      got = got + added
    end
    if stale > 0 then
      drop(lane, stale)
    end
  end
  return got
end

-- Whose turns the next n are, as far as there are jobs.
local plan = {[0] = 0, 0, 0}
local left = wanted
local rest = {[0] = depth[0], depth[1], depth[2]}
if #asked > 1 and left > 0 and rest[0] + rest[1] + rest[2] > 0 then
  local turn = tonumber(redis.call('HGET', turns, asked) or 0)
  while left > 0 do
    local lane = pattern:byte(turn % #pattern + 1) - 48
    if rest[lane] <= 0 then
      lane = rest[0] > 0 and 0 or rest[1] > 0 and 1 or rest[2] > 0 and 2
      if not lane then
        break
      end
    end
    rest[lane] = rest[lane] - 1
    plan[lane] = plan[lane] + 1
    left = left - 1
    turn = turn + 1
  end
  redis.call('HSET', turns, asked, turn % #pattern)
else
  for lane = 0, 2 do
    plan[lane] = math.min(wanted, math.max(0, depth[lane]))
    left = left - plan[lane]
  end
end

local short = 0
for lane = 0, 2 do
  if plan[lane] > 0 then
    short = short + plan[lane] - take(lane, plan[lane])
  end
end
for lane = 0, 2 do
  if short > 0 and rest[lane] > 0 then
    short = short - take(lane, short)
  end
end
local leaseUntil = 0
if #claimed > 0 then
  leaseUntil = now() + ARGV[2]
  redis.call('ZADD', leases, 'GT', leaseUntil, owner)
end
return {leaseUntil, dropped >= MOST_DROPPED and 1 or 0, lost, claimed}

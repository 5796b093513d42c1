-- Shared: workers that wait. A waiter blocks on a list of its own, KEYS[22] and its ticket. For each set of lanes that is
-- asked for there is a sorted set of them, KEYS[21] and the lanes' digits: "ticket lease owner" by the end of the wait. A
-- ticket is good for one wait. Who is taken out of the set gets one element into the list: "id lease-end envelope" of a job that it holds from then on, or
-- nothing but a blank, which says that it is time to claim. What was handed over stays noted as "time lane id attempt
-- owner" until the waiter asks for more.
local WHO_ASKS = {[0] = {'0', '01', '02', '012'}, {'1', '01', '12', '012'}, {'2', '02', '12', '012'}}
-- So long, in milliseconds, may what was handed over lie there untouched: the waiter's connection is gone then.
local UNTOUCHED = 250
local LONGEST_LEFT_OVER = 60000

-- Takes out the one that waits for longest from now and asks for this lane: ticket, lease, owner, lanes; or nothing.
local function nextWaiter(lane, at)
  local idle, asks = KEYS[21], WHO_ASKS[lane]
  while true do
    local popped = redis.call('ZMPOP', 4, idle .. asks[1], idle .. asks[2], idle .. asks[3], idle .. asks[4], 'MAX')
    if not popped then
      return nil
    end
    local last = popped[2][1]
    if tonumber(last[2]) > at then
      local ticket, lease, owner = last[1]:match('^(%S+) (%d+) (.*)$')
      if ticket then
        return ticket, lease, owner, popped[1]:sub(#idle + 1)
      end
    else
      -- Nobody in it waits any more.
      redis.call('UNLINK', popped[1])
    end
  end
end

local function rouse(ticket)
  redis.call('RPUSH', KEYS[22] .. ticket, ' ')
  redis.call('PEXPIRE', KEYS[22] .. ticket, LONGEST_LEFT_OVER)
end

-- Whether something waits in these lanes that could be claimed.
local function isBusy(asked)
  local lists = {}
  for lane in asked:gmatch('%d') do
    lists[#lists + 1] = KEYS[LANE + lane]
  end
  if redis.call('EXISTS', unpack(lists)) == 0 then
    return false
  end
  for lane in asked:gmatch('%d') do
    if redis.call('EXISTS', KEYS[LANE + lane]) == 1 and redis.call('SISMEMBER', paused, lane) == 0 then
      return true
    end
  end
  return false
end

-- Wakes up to so many that ask for this lane, of which so many more wait now.
local function wake(lane, count, at)
  if count == 0 or redis.call('SISMEMBER', paused, lane) == 1 then
    return
  end
  for _ = 1, count do
    local ticket = nextWaiter(lane, at)
    if not ticket then
      return
    end
    rouse(ticket)
  end
end

local function readNote(note)
  return note:match('^(%d+) ([012]) (%d+) (%d+) (.*)$')
end

-- Forgets what was handed to this waiter, if there is one. Returns id, envelope, lane and attempt of
-- the job if its owner holds it and has not got to know of it.
local function settle(ticket, known)
  local note = ticket ~= '-' and redis.call('HGET', handed, ticket)
  if not note then
    return nil
  end
  redis.call('HDEL', handed, ticket)
  redis.call('UNLINK', KEYS[22] .. ticket)
  local _, lane, id, attempt, owner = readNote(note)
  if id and id ~= known and redis.call('HGET', KEYS[RUNNING + lane], id) == attempt .. ' ' .. owner then
    local raw = redis.call('HGET', jobs, id)
    if raw then
      return id, raw, lane, attempt
    end
  end
  return nil
end

-- Puts a job that the waiter's owner holds by now into its list.
local function give(ticket, lease, owner, at, id, raw, lane, attempt)
  local leaseUntil = at + lease
  redis.call('ZADD', leases, 'GT', leaseUntil, owner)
  redis.call('HSET', handed, ticket, string.format('%.0f %s %s %s %s', at, lane, id, attempt, owner))
  redis.call('RPUSH', KEYS[22] .. ticket, string.format('%s %.0f ', id, leaseUntil) .. raw)
end

-- Puts back what was handed to waiters that are gone, to the heads of the lanes, unchanged: nobody has seen it.
local function takeBack(at)
  if redis.call('EXISTS', handed) == 0 then
    return
  end
  local notes = redis.call('HGETALL', handed)
  for i = 1, #notes, 2 do
    local since, lane, id, attempt, owner = readNote(notes[i + 1])
    if not id then
      redis.call('HDEL', handed, notes[i])
    elseif at - since > UNTOUCHED then
      local running = KEYS[RUNNING + lane]
      local held = redis.call('HGET', running, id) == attempt .. ' ' .. owner
      local untouched = redis.call('DEL', KEYS[22] .. notes[i]) == 1
      if untouched and held then
        redis.call('HDEL', running, id)
        hold(owner, -1)
        if redis.call('HEXISTS', jobs, id) == 1 then
          redis.call('LPUSH', KEYS[LANE + lane], id)
          wake(tonumber(lane), 1, at)
        end
      end
      if untouched or not held then
        redis.call('HDEL', handed, notes[i])
      end
    end
  end
end

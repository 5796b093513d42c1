-- Shared: ends claims of those who still hold them, from this place in ARGV on: for each attempt of an owner the owner,
-- the attempt, how many, and their ids. Returns the ids whose lease is lost.
local function acknowledge(from)
  local lost = {}
  local place = from
  while ARGV[place] do
    local owner = ARGV[place]
    local want = ARGV[place + 1] .. ' ' .. owner
    local last = place + 2 + ARGV[place + 2]
    local ids = {unpack(ARGV, place + 3, last)}
    place = last + 1
    for lane = 0, 2 do
      if #ids > 0 and redis.call('EXISTS', KEYS[RUNNING + lane]) == 1 then
        local held = redis.call('HMGET', KEYS[RUNNING + lane], unpack(ids))
        local ours, others = {}, {}
        for i, id in ipairs(ids) do
          if held[i] == want then
            ours[#ours + 1] = id
          else
            others[#others + 1] = id
          end
        end
        if #ours > 0 then
          local ended = redis.call('HDEL', KEYS[RUNNING + lane], unpack(ours))
          redis.call('HDEL', jobs, unpack(ours))
          hold(owner, -ended)
          redis.call('HINCRBY', counters, 'finished' .. lane, ended)
          if redis.call('EXISTS', cancelling) == 1 then
            redis.call('SREM', cancelling, unpack(ours))
          end
        end
        ids = others
      end
    end
    for _, id in ipairs(ids) do
      lost[#lost + 1] = id
    end
  end
  return lost
end

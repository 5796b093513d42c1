-- Shared: an envelope's head.

-- Lane, attempt, failures, crashes, since when it waits, and where the rest begins; nothing if this is no envelope.
local function read(raw)
  local lane, attempt, failures, crashes, since, rest = raw:match('^1 ([012]) (%d+) (%d+) (%d+) (%d+) ()')
  if not lane or #attempt > 9 or #failures > 9 or #crashes > 9 or #since > 15 then
    return nil
  end
  return tonumber(lane), tonumber(attempt), tonumber(failures), tonumber(crashes), tonumber(since), rest
end

local function write(lane, attempt, failures, crashes, since, raw, rest)
  return string.format('1 %d %d %d %d %.0f ', lane, attempt, failures, crashes, since) .. raw:sub(rest)
end

#include "restore/change_log.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "text/unicode.h"

namespace codau::restore {
namespace {

using Json = nlohmann::ordered_json;

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 15U];
  }
  return out;
}

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  return std::nullopt;
}

[[noreturn]] void bad(const std::string& what) {
  throw Error(ErrorCode::kInput, "change log: " + what);
}

std::string from_hex(std::string_view hex) {
  if (hex.size() % 2 != 0) bad("before_hex has an odd number of digits");
  std::string out;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const auto high = hex_digit(hex[i]);
    const auto low = hex_digit(hex[i + 1]);
    if (!high || !low) bad("before_hex is not hexadecimal");
    out += static_cast<char>(*high * 16 + *low);
  }
  return out;
}

const Json& field(const Json& object, const char* name) {
  const auto it = object.find(name);
  if (it == object.end()) bad(std::string("a line without ") + name);
  return *it;
}

std::uint64_t number(const Json& object, const char* name) {
  const Json& value = field(object, name);
  if (!value.is_number_unsigned()) bad(std::string(name) + " is not a count of bytes");
  return value.get<std::uint64_t>();
}

std::string words(const Json& object, const char* name) {
  const Json& value = field(object, name);
  if (!value.is_string()) bad(std::string(name) + " is not a string");
  return value.get<std::string>();
}

/// Reads the restored text in pieces of a fixed size and hands on exactly as much as is asked for.
class Source {
 public:
  explicit Source(const ReadBytes& read) : read_(read) {}

  /// Hands `size` bytes, or all that is left, to `take`; returns how many there were.
  std::uint64_t pass(std::uint64_t size, const WriteBytes& take) {
    std::uint64_t done = 0;
    while (done < size && fill()) {
      const std::size_t n = std::min<std::uint64_t>(size - done, end_ - begin_);
      take({buffer_.data() + begin_, n});
      begin_ += n;
      done += n;
    }
    return done;
  }

 private:
  bool fill() {
    if (begin_ == end_) {
      begin_ = 0;
      end_ = read_(buffer_.data(), buffer_.size());
    }
    return begin_ != end_;
  }

  const ReadBytes& read_;
  std::array<char, 65536> buffer_{};
  std::size_t begin_ = 0, end_ = 0;
};

}  // namespace

bool LoggedChange::operator==(const LoggedChange& other) const {
  const Change& a = change;
  const Change& b = other.change;
  return offset_in == other.offset_in && offset_out == other.offset_out && a.in == b.in &&
         a.out == b.out && a.before == b.before && a.after == b.after && a.rule == b.rule &&
         a.source == b.source && std::abs(a.confidence - b.confidence) < 1e-4 &&
         a.runner_up == b.runner_up;
}

std::string to_jsonl(const Change& change, std::uint64_t offset_in, std::uint64_t offset_out) {
  Json line;
  line["start"] = offset_in + change.in.begin;
  line["end"] = offset_in + change.in.end;
  line["out_start"] = offset_out + change.out.begin;
  line["out_end"] = offset_out + change.out.end;
  if (text::is_utf8(change.before)) {
    line["before"] = change.before;
  } else {
    line["before_hex"] = to_hex(change.before);
  }
  line["after"] = change.after;
  line["rule"] = change.rule;
  line["source"] = change.source;
  line["confidence"] = std::round(change.confidence * 1e4) / 1e4;
  line["runner_up"] = change.runner_up;
  return line.dump();
}

LoggedChange parse_change(std::string_view line) {
  const Json object = Json::parse(line, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object()) bad("a line is not a JSON object");
  LoggedChange out;
  out.offset_in = number(object, "start");
  out.offset_out = number(object, "out_start");
  const std::uint64_t end = number(object, "end");
  const std::uint64_t out_end = number(object, "out_end");
  Change& change = out.change;
  change.before = object.contains("before_hex") ? from_hex(words(object, "before_hex"))
                                                : words(object, "before");
  change.after = words(object, "after");
  change.rule = words(object, "rule");
  change.source = words(object, "source");
  const Json& confidence = field(object, "confidence");
  if (!confidence.is_number()) bad("confidence is not a number");
  change.confidence = confidence.get<double>();
  change.runner_up = words(object, "runner_up");
  if (end - out.offset_in != change.before.size() ||
      out_end - out.offset_out != change.after.size()) {
    bad("a range does not fit its text");
  }
  change.in.end = static_cast<std::uint32_t>(change.before.size());
  change.out.end = static_cast<std::uint32_t>(change.after.size());
  return out;
}

void undo_stream(const NextLine& next_line, const ReadBytes& read_output, const WriteBytes& write) {
  constexpr auto kAll = std::numeric_limits<std::uint64_t>::max();
  Source source(read_output);
  std::uint64_t at = 0;
  while (const auto line = next_line()) {
    if (line->empty()) continue;
    const LoggedChange logged = parse_change(*line);
    if (logged.offset_out < at) bad("lines are not in order");
    at += source.pass(logged.offset_out - at, write);
    std::string seen;
    source.pass(logged.change.after.size(), [&](std::string_view bytes) { seen += bytes; });
    if (at != logged.offset_out || seen != logged.change.after) {
      bad("it does not belong to this text (byte " + std::to_string(logged.offset_out) + ")");
    }
    write(logged.change.before);
    at += seen.size();
  }
  source.pass(kAll, write);
}

}  // namespace codau::restore

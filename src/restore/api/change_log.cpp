#include "restore/api/change_log.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/message.h"
#include "restore/text/json.h"

namespace codau::restore {
namespace {

using Json = nlohmann::json;

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  return std::nullopt;
}

/// One line of a log. `place` is for messages.
class LogFields {
 public:
  LogFields(std::string_view line, const Message& place)
      : place_(place), object_(Json::parse(line, nullptr, /*allow_exceptions=*/false)) {
    if (!object_.is_object()) reject(both("không phải đối tượng JSON", "not a JSON object"));
  }

  [[noreturn]] void reject(const Message& what) const {
    throw Error(ErrorCode::kInput, place_ + ": " + what);
  }

  [[nodiscard]] std::uint64_t number(const std::string& name) const {
    const Json& value = field(name);
    if (!value.is_number_unsigned())
      reject(name + both(" không phải số byte", " is not a count of bytes"));
    return value.get<std::uint64_t>();
  }

  [[nodiscard]] double share(const std::string& name) const {
    const Json& value = field(name);
    if (!value.is_number()) reject(name + both(" không phải là số", " is not a number"));
    return value.get<double>();
  }

  [[nodiscard]] std::string words(const std::string& name) const {
    const Json& value = field(name);
    if (!value.is_string()) reject(name + both(" không phải chuỗi ký tự", " is not a string"));
    return value.get<std::string>();
  }

  /// Returns the text of `name`, or the bytes of `name`_hex.
  [[nodiscard]] std::string bytes(const std::string& name) const {
    const std::string in_hex = name + "_hex";
    if (!object_.contains(in_hex)) return words(name);
    const std::string hex = words(in_hex);
    if (hex.size() % 2 != 0)
      reject(in_hex + both(": số chữ số là số lẻ", " has an odd number of digits"));
    std::string out;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
      const auto high = hex_digit(hex[i]);
      const auto low = hex_digit(hex[i + 1]);
      if (!high || !low)
        reject(in_hex + both(" không phải số thập lục phân", " is not hexadecimal"));
      out += static_cast<char>(*high * 16 + *low);
    }
    return out;
  }

 private:
  [[nodiscard]] const Json& field(const std::string& name) const {
    const auto it = object_.find(name);
    if (it == object_.end()) reject(both("thiếu ", "no ") + name);
    return *it;
  }

  const Message& place_;
  Json object_;
};

/// Reads the restored text in pieces of a fixed size and passes on the exact number of bytes asked
/// for.
class ByteSource {
 public:
  explicit ByteSource(const ReadBytes& read) : read_(read) {}

  /// Passes `size` bytes, or all that are left, to `take`; returns the number of bytes passed.
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
  return begin_in == other.begin_in && begin_out == other.begin_out && a.in == b.in &&
         a.out == b.out && a.before == b.before && a.after == b.after && a.rule == b.rule &&
         a.source == b.source && std::abs(a.confidence - b.confidence) < 1e-4 &&
         a.runner_up == b.runner_up;
}

std::string to_jsonl(const Change& change, std::uint64_t offset_in, std::uint64_t offset_out) {
  std::string line = "{";
  append_number(line, "start", offset_in + change.in.begin);
  append_number(line, "end", offset_in + change.in.end);
  append_number(line, "out_start", offset_out + change.out.begin);
  append_number(line, "out_end", offset_out + change.out.end);
  append_text(line, "before", change.before);
  append_text(line, "after", change.after);
  append_text(line, "rule", change.rule);
  append_text(line, "source", change.source);
  append_share(line, "confidence", change.confidence);
  append_text(line, "runner_up", change.runner_up);
  line += '}';
  return line;
}

bool may_be_change(std::string_view line) {
  const Json object = Json::parse(line, nullptr, /*allow_exceptions=*/false);
  constexpr std::array kRequiredKeys{"start", "end",  "out_start", "out_end",
                                     "after", "rule", "source"};
  return object.is_object() && std::ranges::all_of(kRequiredKeys, [&](const char* name) {
           return object.contains(name);
         });
}

LoggedChange parse_change(std::string_view line, const Message& place) {
  const LogFields fields(line, place);
  LoggedChange out;
  out.begin_in = fields.number("start");
  out.begin_out = fields.number("out_start");
  Change& change = out.change;
  change.before = fields.bytes("before");
  change.after = fields.words("after");
  change.rule = fields.words("rule");
  change.source = fields.words("source");
  change.confidence = fields.share("confidence");
  change.runner_up = fields.words("runner_up");
  if (fields.number("end") - out.begin_in != change.before.size() ||
      fields.number("out_end") - out.begin_out != change.after.size()) {
    fields.reject(both("khoảng vị trí không khớp với chữ", "a range does not fit its text"));
  }
  change.in.end = static_cast<std::uint32_t>(change.before.size());
  change.out.end = static_cast<std::uint32_t>(change.after.size());
  return out;
}

void undo_stream(const NextLine& next_line, const ReadBytes& read_restored, const WriteBytes& write,
                 const std::string& log_name) {
  constexpr auto kAllBytes = std::numeric_limits<std::uint64_t>::max();
  ByteSource source(read_restored);
  std::uint64_t read = 0, written = 0;
  for (std::uint64_t number = 1; const auto line = next_line(); ++number) {
    if (line->empty()) continue;
    const Message place = log_name + both(": dòng ", ": line ") + std::to_string(number);
    const LoggedChange logged = parse_change(*line, place);
    const auto refuse = [&](const Message& what) -> Error {
      return {ErrorCode::kInput, place + ": " + what};
    };
    if (logged.begin_out < read)
      throw refuse(both("các thay đổi không theo thứ tự", "changes are not in order"));
    const std::uint64_t between = source.pass(logged.begin_out - read, write);
    written += between;
    std::string seen;
    source.pass(logged.change.after.size(), [&](std::string_view bytes) { seen += bytes; });
    if (read + between != logged.begin_out || seen != logged.change.after ||
        written != logged.begin_in) {
      throw refuse(
          both("nhật ký không phải của văn bản này", "the log does not belong to this text") +
          " (byte " + std::to_string(logged.begin_out) + ")");
    }
    write(logged.change.before);
    written += logged.change.before.size();
    read = logged.begin_out + seen.size();
  }
  source.pass(kAllBytes, write);
}

}  // namespace codau::restore

#include "worker/restoration_codec.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/changes.h"
#include "io/compression.h"

namespace codau::worker {
namespace {

constexpr char kForm = '1';  // version of the format; other versions of codau use other bytes
/// Limits the decoded size. A word of one letter and its space takes 13 bytes if it is changed and
/// doubted. Much larger data is no restoration.
constexpr std::uint64_t kMostGrowth = 16, kLeastRoom = 1U << 16U;
constexpr std::uint64_t kParts = 10'000;  // resolution of a confidence

// ---- numbers and strings ----

/// Appends a number with seven bits a byte, the lowest first.
void append_field(std::string& out, std::uint64_t number) {
  for (; number >= 128; number >>= 7U) out += static_cast<char>(number | 128U);
  out += static_cast<char>(number);
}

void append_field(std::string& out, std::string_view text) {
  append_field(out, text.size());
  out += text;
}

std::uint64_t parts(double confidence) {
  return static_cast<std::uint64_t>(std::lround(std::clamp(confidence, 0.0, 1.0) * kParts));
}

double from_parts(std::uint64_t parts) { return static_cast<double>(parts) / kParts; }

/// Reads the output of append_field(). After damaged bytes, it is no longer sound and returns
/// zeros.
class Cursor {
 public:
  explicit Cursor(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] bool is_sound() const { return is_sound_; }
  [[nodiscard]] bool is_at_end() const { return is_sound_ && rest_.empty(); }

  std::uint64_t number() {
    std::uint64_t out = 0;
    for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      out |= std::uint64_t{byte & 127U} << shift;
      if (byte < 128) return out;
    }
    return fail();
  }
  /// Returns a number up to `most`.
  std::uint64_t number(std::uint64_t most) {
    const std::uint64_t out = number();
    return out <= most ? out : fail();
  }
  std::string text() {
    std::uint64_t size = number();
    if (size > rest_.size()) size = fail();
    std::string out(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return out;
  }
  double confidence() { return from_parts(number(kParts)); }
  /// Returns the number of following items, each of at least one byte.
  std::uint64_t count() {
    const std::uint64_t out = number();
    return out <= rest_.size() ? out : fail();
  }
  std::string one_of(const std::vector<std::string>& names) {
    const std::uint64_t place = number();
    if (place < names.size()) return names[place];
    fail();
    return {};
  }

 private:
  std::uint64_t fail() {
    is_sound_ = false;
    rest_ = {};
    return 0;
  }

  std::string_view rest_;
  bool is_sound_ = true;
};

// ---- rules and sources, encoded as indexes of a list ----

class Names {
 public:
  std::uint64_t of(const std::string& name) {
    const auto found = std::ranges::find(list_, name);
    if (found == list_.end()) list_.push_back(name);
    return static_cast<std::uint64_t>(std::ranges::find(list_, name) - list_.begin());
  }
  [[nodiscard]] const std::vector<std::string>& list() const { return list_; }

 private:
  std::vector<std::string> list_;
};

// ---- a restoration ----

std::vector<Change> read_changes(Cursor& cursor, std::string_view input) {
  std::vector<std::string> names;
  for (std::uint64_t left = cursor.count(); left > 0 && cursor.is_sound(); --left)
    names.push_back(cursor.text());
  std::vector<Change> changes;
  std::size_t in = 0, out = 0;
  for (std::uint64_t left = cursor.count(); left > 0 && cursor.is_sound(); --left) {
    const std::uint64_t gap = cursor.number(input.size() - in);
    in += gap, out += gap;
    const std::uint64_t size = cursor.number(input.size() - in);
    Change change;
    change.before = input.substr(in, size);
    change.after = cursor.text();
    change.in = {static_cast<std::uint32_t>(in), static_cast<std::uint32_t>(in + size)};
    change.out = {static_cast<std::uint32_t>(out),
                  static_cast<std::uint32_t>(out + change.after.size())};
    change.rule = cursor.one_of(names);
    change.source = cursor.one_of(names);
    change.confidence = cursor.confidence();
    change.runner_up = cursor.text();
    in += size, out += change.after.size();
    changes.push_back(std::move(change));
  }
  return changes;
}

std::vector<Doubt> read_doubts(Cursor& cursor, std::size_t size) {
  std::vector<Doubt> doubts;
  std::size_t begin = 0;
  for (std::uint64_t left = cursor.count(); left > 0 && cursor.is_sound(); --left) {
    begin += cursor.number(size - begin);
    const std::size_t end = begin + cursor.number(size - begin);
    Doubt doubt;
    doubt.out = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    doubt.confidence = cursor.confidence();
    doubt.runner_up = cursor.text();
    doubt.is_author = cursor.number(1) == 1;
    doubts.push_back(std::move(doubt));
  }
  return doubts;
}

}  // namespace

void round_restoration(Restoration& restored) {
  for (Change& change : restored.changes) change.confidence = from_parts(parts(change.confidence));
  for (Doubt& doubt : restored.doubts) doubt.confidence = from_parts(parts(doubt.confidence));
  restored.tokens.clear();
}

std::string encode_restoration(const Restoration& restored) {
  Names names;
  std::string changes;
  std::size_t in = 0;
  for (const Change& change : restored.changes) {
    append_field(changes, change.in.begin - in);
    append_field(changes, change.before.size());
    append_field(changes, change.after);
    append_field(changes, names.of(change.rule));
    append_field(changes, names.of(change.source));
    append_field(changes, parts(change.confidence));
    append_field(changes, change.runner_up);
    in = change.in.end;
  }
  std::string raw;
  append_field(raw, names.list().size());
  for (const std::string& name : names.list()) append_field(raw, name);
  append_field(raw, restored.changes.size());
  raw += changes;
  append_field(raw, restored.doubts.size());
  std::size_t out = 0;
  for (const Doubt& doubt : restored.doubts) {  // two doubts may have the same bytes
    append_field(raw, doubt.out.begin - out);
    append_field(raw, doubt.out.size());
    append_field(raw, parts(doubt.confidence));
    append_field(raw, doubt.runner_up);
    append_field(raw, std::uint64_t{doubt.is_author});
    out = doubt.out.begin;
  }
  append_field(raw, restored.text.size());
  return kForm + io::compress(raw);
}

std::optional<Restoration> decode_restoration(std::string_view bytes, std::string_view input) {
  if (!bytes.starts_with(kForm)) return std::nullopt;
  const auto raw = io::decompress(bytes.substr(1), input.size() * kMostGrowth + kLeastRoom);
  if (!raw) return std::nullopt;
  Cursor cursor(*raw);
  Restoration out;
  out.changes = read_changes(cursor, input);
  if (!cursor.is_sound()) return std::nullopt;
  out.text = codau::apply(out.changes, input);
  out.doubts = read_doubts(cursor, out.text.size());
  const bool fits = cursor.number() == out.text.size() && cursor.is_at_end();
  return fits ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace codau::worker

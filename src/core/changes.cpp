#include "core/changes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "core/error.h"

namespace codau {
namespace {

// The side of a change that a text is on, or the side that is wanted.
struct TextSide {
  ByteRange Change::*range;
  std::string Change::*text;
};
constexpr TextSide kInputSide{&Change::in, &Change::before};
constexpr TextSide kOutputSide{&Change::out, &Change::after};

// Copies the text between the changes. Every change must sit where both of its ranges say.
std::string rewrite(const std::vector<Change>& changes, std::string_view text, TextSide from,
                    TextSide to) {
  std::string out;
  out.reserve(text.size() + text.size() / 4);
  std::size_t done = 0;
  for (const Change& c : changes) {
    const ByteRange there = c.*from.range;
    const std::string& old = c.*from.text;
    if (there.begin < done || there.end < there.begin || there.end > text.size() ||
        slice(text, there) != old) {
      throw Error(ErrorCode::kInput,
                  "change at byte " + std::to_string(there.begin) + " does not fit the text");
    }
    out += text.substr(done, there.begin - done);
    if ((c.*to.range).begin != out.size() || (c.*to.range).size() != (c.*to.text).size()) {
      throw Error(ErrorCode::kInput,
                  "change at byte " + std::to_string(there.begin) + " has a wrong target range");
    }
    out += c.*to.text;
    done = there.end;
  }
  out += text.substr(done);
  return out;
}

// Returns the position on the other side for `p`, a position after the first `n` changes.
std::uint32_t map_position(const std::vector<Change>& changes, std::size_t n, std::uint32_t p,
                           TextSide from, TextSide to) {
  if (n == 0) return p;
  const Change& last = changes[n - 1];
  return p - (last.*from.range).end + (last.*to.range).end;
}

ByteRange map_range(const std::vector<Change>& changes, ByteRange r, TextSide from, TextSide to) {
  const auto index = [&](auto is_before) {
    return static_cast<std::size_t>(
        std::partition_point(changes.begin(), changes.end(), is_before) - changes.begin());
  };
  // Changes [first, last) share a byte with r or lie strictly inside it; those at a border do not.
  const std::size_t last = index([&](const Change& c) { return (c.*from.range).begin < r.end; });
  const std::size_t first =
      std::min(last, index([&](const Change& c) { return (c.*from.range).end <= r.begin; }));
  ByteRange out{map_position(changes, first, r.begin, from, to),
                map_position(changes, last, r.end, from, to)};
  if (first == last) return out;
  if ((changes[first].*from.range).begin < r.begin) out.begin = (changes[first].*to.range).begin;
  if ((changes[last - 1].*from.range).end > r.end) out.end = (changes[last - 1].*to.range).end;
  return out;
}

// Merges two lists of edits: the output of the first list is the input of the second.
class ChangeMerger {
 public:
  ChangeMerger(const std::vector<Change>& first, const std::vector<Change>& second)
      : first_(first), second_(second) {}

  [[nodiscard]] bool done() const { return i_ == first_.size() && j_ == second_.size(); }

  // Returns the next change from input to output, without its texts.
  Change next() {
    const std::size_t i = i_;
    const std::size_t j = j_;
    ByteRange middle = first_is_next() ? first_[i_++].out : second_[j_++].in;
    for (bool grown = true; grown;) {
      grown = false;
      while (i_ < first_.size() && overlap(middle, first_[i_].out))
        extend(middle, first_[i_++].out, grown);
      while (j_ < second_.size() && overlap(middle, second_[j_].in))
        extend(middle, second_[j_++].in, grown);
    }
    Change out = j < j_ ? second_[j] : first_[i];
    out.confidence = 1;
    for (std::size_t k = i; k < i_; ++k) out.confidence *= first_[k].confidence;
    for (std::size_t k = j; k < j_; ++k) out.confidence *= second_[k].confidence;
    out.in = {map_position(first_, i, middle.begin, kOutputSide, kInputSide),
              map_position(first_, i_, middle.end, kOutputSide, kInputSide)};
    out.out = {map_position(second_, j, middle.begin, kInputSide, kOutputSide),
               map_position(second_, j_, middle.end, kInputSide, kOutputSide)};
    return out;
  }

 private:
  // At the same place an insertion point comes before a range that begins there.
  [[nodiscard]] bool first_is_next() const {
    if (i_ == first_.size()) return false;
    if (j_ == second_.size()) return true;
    const ByteRange a = first_[i_].out;
    const ByteRange b = second_[j_].in;
    return a.begin < b.begin || (a.begin == b.begin && a.end <= b.end);
  }
  static bool overlap(ByteRange a, ByteRange b) {
    return a == b || (a.begin < b.end && b.begin < a.end);
  }
  static void extend(ByteRange& range, ByteRange by, bool& grown) {
    range = {std::min(range.begin, by.begin), std::max(range.end, by.end)};
    grown = true;
  }

  const std::vector<Change>& first_;
  const std::vector<Change>& second_;
  std::size_t i_ = 0;
  std::size_t j_ = 0;
};

}  // namespace

void set_output_ranges(std::vector<Change>& changes) {
  std::int64_t more = 0;  // bytes by which the output is longer so far
  for (Change& one : changes) {
    one.out.begin = static_cast<std::uint32_t>(one.in.begin + more);
    one.out.end = static_cast<std::uint32_t>(one.out.begin + one.after.size());
    more += std::int64_t{one.out.end} - one.out.begin - one.in.size();
  }
}

std::string apply(const std::vector<Change>& changes, std::string_view input) {
  return rewrite(changes, input, kInputSide, kOutputSide);
}

std::string undo(const std::vector<Change>& changes, std::string_view output) {
  return rewrite(changes, output, kOutputSide, kInputSide);
}

std::vector<Change> compose(const std::vector<Change>& first, const std::vector<Change>& second,
                            std::string_view input) {
  return compose(first, second, input, codau::apply(second, codau::apply(first, input)));
}

std::vector<Change> compose(const std::vector<Change>& first, const std::vector<Change>& second,
                            std::string_view input, std::string_view output) {
  std::vector<Change> out;
  for (ChangeMerger merger(first, second); !merger.done();) {
    Change change = merger.next();
    change.before = slice(input, change.in);
    change.after = slice(output, change.out);
    if (change.before != change.after) out.push_back(std::move(change));
  }
  return out;
}

ByteRange to_output(const std::vector<Change>& changes, ByteRange r) {
  return map_range(changes, r, kInputSide, kOutputSide);
}

ByteRange to_input(const std::vector<Change>& changes, ByteRange r) {
  return map_range(changes, r, kOutputSide, kInputSide);
}

}  // namespace codau

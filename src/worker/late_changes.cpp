#include "worker/late_changes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/changes.h"
#include "core/error.h"
#include "restore/api/change_log.h"
#include "text/json_text.h"

namespace codau::worker {
namespace {

using Json = nlohmann::json;

// Nesting limit: a value covers an ink mark, which covers a corrected line, which covers a change
// of restoration.
constexpr int kDeepest = 4;

std::int64_t size_of(ByteRange range) { return std::int64_t{range.end} - range.begin; }

LateChange late_from(std::string_view line, int depth) {
  const restore::LoggedChange logged = restore::parse_change(line);
  LateChange out{logged.change};
  const auto begin = static_cast<std::uint32_t>(logged.begin_in);
  out.change.in = {begin, static_cast<std::uint32_t>(begin + out.change.before.size())};
  if (!out.is_late() || depth >= kDeepest) return out;
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_object() || !json.contains("covered") || !json["covered"].is_array()) return out;
  for (const Json& one : json["covered"]) out.covered.push_back(late_from(one.dump(), depth + 1));
  return out;
}

std::string line_of(const LateChange& late) {
  std::string out = restore::to_jsonl(late.change, 0, 0);
  if (late.covered.empty()) return out;
  out.pop_back();
  out += ",\"covered\":[";
  for (LateChange one : late.covered) {  // the covered text does not exist any more
    const std::uint32_t begin = one.change.in.begin;
    one.change.out = {begin, static_cast<std::uint32_t>(begin + one.change.after.size())};
    if (!out.ends_with('[')) out += ',';
    out += line_of(one);
  }
  return out + "]}";
}

LateLog without(const LateLog& log, const std::function<bool(const LateChange&)>& goes) {
  LateLog out;
  for (const LateChange& one : log) {
    if (!goes(one)) {
      out.push_back(one);
      continue;
    }
    for (LateChange& covered : without(one.covered, goes)) out.push_back(std::move(covered));
  }
  return out;
}

bool touch(ByteRange a, ByteRange b) { return a.begin <= b.end && b.begin <= a.end; }

/// Merges a log with later changes.
class Joiner {
 public:
  Joiner(const LateLog& log, std::span<const Change> later, std::string_view found)
      : log_(log), changes_(flatten_log(log)), later_(later), found_(found) {
    before_ = codau::apply(changes_, found);
  }

  LateLog join() {
    for (std::size_t p = 0; p < later_.size();) {
      while (next_ < log_.size() && changes_[next_].out.end < later_[p].in.begin) pass(out_);
      p = take(p);
    }
    while (next_ < log_.size()) pass(out_);
    return std::move(out_);
  }

 private:
  void pass(LateLog& to) {
    more_ += size_of(changes_[next_].out) - size_of(changes_[next_].in);
    to.push_back(log_[next_++]);
  }

  /// Takes the later changes from `first` on that touch each other, with all changes that they
  /// cover.
  std::size_t take(std::size_t first) {
    ByteRange place = later_[first].in;
    const std::int64_t before = more_;
    LateChange late{later_[first]};
    std::size_t p = first + 1;
    for (bool grows = true; grows;) {
      grows = false;
      if (next_ < log_.size() && touch(changes_[next_].out, place)) {
        place = {std::min(place.begin, changes_[next_].out.begin),
                 std::max(place.end, changes_[next_].out.end)};
        pass(late.covered);
        grows = true;
      }
      if (p < later_.size() && touch(later_[p].in, place)) {
        place.end = std::max(place.end, later_[p++].in.end);
        grows = true;
      }
    }
    Change& change = late.change;
    change.in = {static_cast<std::uint32_t>(place.begin - before),
                 static_cast<std::uint32_t>(place.end - more_)};
    change.before = std::string(slice(found_, change.in));
    change.runner_up = std::string(slice(std::string_view(before_), place));
    change.after.clear();
    std::uint32_t at = place.begin;
    for (std::size_t i = first; i < p; ++i) {
      change.after.append(slice(std::string_view(before_), ByteRange{at, later_[i].in.begin}));
      change.after.append(later_[i].after);
      at = later_[i].in.end;
    }
    change.after.append(slice(std::string_view(before_), ByteRange{at, place.end}));
    out_.push_back(std::move(late));
    return p;
  }

  const LateLog& log_;
  std::vector<Change> changes_;
  std::span<const Change> later_;
  std::string_view found_;
  std::string before_;  ///< text that `log_` makes from `found_`
  std::size_t next_ = 0;
  std::int64_t more_ = 0;  ///< bytes by which `before_` is longer up to here
  LateLog out_;
};

}  // namespace

LateLog make_late_log(std::span<const Change> changes) {
  LateLog out;
  out.reserve(changes.size());
  for (const Change& one : changes) out.push_back({one});
  return out;
}

LateLog join_changes(const LateLog& log, std::span<const Change> later, std::string_view found) {
  return later.empty() ? log : Joiner(log, later, found).join();
}

LateLog remove_values(const LateLog& log) {
  return without(log, [](const LateChange& one) { return one.is_value(); });
}

LateLog keep_line_changes(const LateLog& log) {
  return without(log, [](const LateChange& one) { return one.is_late() && !one.is_line(); });
}

LateLog remove_late_changes(const LateLog& log) {
  return without(log, [](const LateChange& one) { return one.is_late(); });
}

std::vector<Change> flatten_log(const LateLog& log) {
  std::vector<Change> out;
  out.reserve(log.size());
  for (const LateChange& one : log) out.push_back(one.change);
  set_output_ranges(out);
  return out;
}

std::string to_text(const LateLog& log) {
  const std::vector<Change> changes = flatten_log(log);
  std::string out;
  for (std::size_t i = 0; i < log.size(); ++i)
    out.append(line_of({changes[i], log[i].covered})).append("\n");
  return out;
}

LateLog parse_late_log(std::string_view text) {
  LateLog out;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (!line.empty() && !text::is_nested_within(line, 2 * kDeepest))
      throw Error(ErrorCode::kInput, "changes.jsonl");
    if (!line.empty()) out.push_back(late_from(line, 0));
  }
  return out;
}

}  // namespace codau::worker

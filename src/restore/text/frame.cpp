#include "restore/text/frame.h"

#include <algorithm>

namespace codau::restore {
namespace {

/// Returns `r` moved for one more byte at each of `places` (ascending).
Bytes grown(Bytes r, const std::vector<std::uint32_t>& places) {
  const auto moved = [&](std::uint32_t at) {
    const auto before = std::lower_bound(places.begin(), places.end(), at) - places.begin();
    return at + static_cast<std::uint32_t>(before);
  };
  return {moved(r.begin), moved(r.end)};
}

}  // namespace

Frame::Frame(std::string_view input) : input_(input) {
  if (input.find('\r') == input.npos) return;
  text_.reserve(input.size());
  for (std::size_t at = 0; at < input.size(); ++at) {
    const bool is_return = input[at] == '\r';
    if (!is_return && input[at] != '\n') {
      text_ += input[at];
      continue;
    }
    const bool both = is_return && input.substr(at + 1).starts_with('\n');
    if (both) {
      both_.push_back(static_cast<std::uint32_t>(text_.size()));
      ++at;
    }
    ends_.push_back(both ? End::kBoth : is_return ? End::kReturn : End::kFeed);
    text_ += '\n';
  }
}

Bytes Frame::to_text(Bytes r) const {
  const auto moved = [&](std::uint32_t at) {
    std::size_t low = 0, high = both_.size();  // how many returns of both_ stand before `at`
    while (low < high) {
      const std::size_t middle = (low + high) / 2;
      both_[middle] + middle < at ? low = middle + 1 : high = middle;
    }
    return at - static_cast<std::uint32_t>(low);
  };
  return {moved(r.begin), moved(r.end)};
}

Restored Frame::put_back(Restored restored) const {
  if (ends_.empty()) return restored;
  std::string text;
  std::vector<std::uint32_t> grew;
  text.reserve(restored.text.size() + both_.size());
  auto end = ends_.begin();
  for (std::size_t at = 0; at < restored.text.size(); ++at) {
    if (restored.text[at] != '\n') {
      text += restored.text[at];
      continue;
    }
    if (*end == End::kBoth) grew.push_back(static_cast<std::uint32_t>(at));
    text += *end == End::kFeed ? "\n" : *end == End::kReturn ? "\r" : "\r\n";
    ++end;
  }
  restored.text = std::move(text);
  for (Change& change : restored.changes) {
    change.in = grown(change.in, both_);
    change.out = grown(change.out, grew);
    if (change.before.find('\n') == change.before.npos) continue;  // decoded from over line ends
    change.before = slice(input_, change.in);
    change.after = slice(restored.text, change.out);
  }
  for (Doubt& doubt : restored.doubts) doubt.out = grown(doubt.out, grew);
  for (RestoredToken& token : restored.tokens) {
    token.in = grown(token.in, both_);
    token.out = grown(token.out, grew);
  }
  return restored;
}

}  // namespace codau::restore

#include "restore/text/line_endings.h"

#include <algorithm>

namespace codau::restore {
namespace {

/// Returns `r` moved for one more byte at each of `offsets` (ascending).
ByteRange shift(ByteRange r, const std::vector<std::uint32_t>& offsets) {
  const auto moved = [&](std::uint32_t at) {
    const auto before = std::lower_bound(offsets.begin(), offsets.end(), at) - offsets.begin();
    return at + static_cast<std::uint32_t>(before);
  };
  return {moved(r.begin), moved(r.end)};
}

}  // namespace

LineEndings::LineEndings(std::string_view input) : input_(input) {
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
      crlf_offsets_.push_back(static_cast<std::uint32_t>(text_.size()));
      ++at;
    }
    ends_.push_back(both ? End::kBoth : is_return ? End::kReturn : End::kFeed);
    text_ += '\n';
  }
}

ByteRange LineEndings::to_text(ByteRange r) const {
  const auto moved = [&](std::uint32_t at) {
    // how many returns of crlf_offsets_ stand before `at`
    std::size_t low = 0, high = crlf_offsets_.size();
    while (low < high) {
      const std::size_t middle = (low + high) / 2;
      crlf_offsets_[middle] + middle < at ? low = middle + 1 : high = middle;
    }
    return at - static_cast<std::uint32_t>(low);
  };
  return {moved(r.begin), moved(r.end)};
}

Restoration LineEndings::put_back(Restoration restored) const {
  if (ends_.empty()) return restored;
  std::string text;
  std::vector<std::uint32_t> grew;
  text.reserve(restored.text.size() + crlf_offsets_.size());
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
    change.in = shift(change.in, crlf_offsets_);
    change.out = shift(change.out, grew);
    if (change.before.find('\n') == change.before.npos) continue;  // decoded from over line ends
    change.before = slice(input_, change.in);
    change.after = slice(restored.text, change.out);
  }
  for (Doubt& doubt : restored.doubts) doubt.out = shift(doubt.out, grew);
  for (RestoredToken& token : restored.tokens) {
    token.in = shift(token.in, crlf_offsets_);
    token.out = shift(token.out, grew);
  }
  return restored;
}

}  // namespace codau::restore

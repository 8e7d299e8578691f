#include "document/words/pattern.h"

#include <re2/re2.h>

#include <array>
#include <span>
#include <string>

#include "core/error.h"

namespace codau::document {
namespace {

constexpr int kMostGroups = 24;  // patterns here have fewer

std::optional<Match> match(const re2::RE2& expression, std::string_view text, std::size_t from,
                           re2::RE2::Anchor anchor) {
  if (text.data() == nullptr) text = "";  // a null piece means "took no part"
  const auto count = static_cast<std::size_t>(expression.NumberOfCapturingGroups()) + 1;
  std::array<re2::StringPiece, kMostGroups + 1> pieces;
  if (!expression.Match(re2::StringPiece(text.data(), text.size()), from, text.size(), anchor,
                        pieces.data(), static_cast<int>(count))) {
    return std::nullopt;
  }
  Match out;
  out.groups.reserve(count);
  for (const re2::StringPiece& piece : std::span(pieces).first(count)) {
    if (piece.data() == nullptr) {
      out.groups.emplace_back();
      continue;
    }
    const auto begin = static_cast<std::uint32_t>(piece.data() - text.data());
    out.groups.emplace_back(Bytes{begin, begin + static_cast<std::uint32_t>(piece.size())});
  }
  return out;
}

}  // namespace

Pattern::Pattern(std::string_view expression)
    : expression_(std::make_unique<const re2::RE2>(
          re2::StringPiece(expression.data(), expression.size()), re2::RE2::Quiet)) {
  if (!expression_->ok()) {
    throw Error(ErrorCode::kInternal, "bad pattern: " + expression_->error());
  }
  if (expression_->NumberOfCapturingGroups() > kMostGroups)
    throw Error(ErrorCode::kInternal, "a pattern of too many groups");
}

Pattern::~Pattern() = default;
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;

std::optional<Match> Pattern::find(std::string_view text, std::size_t from) const {
  return match(*expression_, text, from, re2::RE2::UNANCHORED);
}

std::optional<Match> Pattern::at_start(std::string_view text) const {
  return match(*expression_, text, 0, re2::RE2::ANCHOR_START);
}

bool Pattern::fits(std::string_view text) const {
  return re2::RE2::FullMatchN({text.data(), text.size()}, *expression_, nullptr, 0);
}

}  // namespace codau::document

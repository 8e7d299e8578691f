#include "document/words/pattern.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <array>
#include <span>
#include <string>
#include <utility>

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
    out.groups.emplace_back(ByteRange{begin, begin + static_cast<std::uint32_t>(piece.size())});
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

bool Pattern::is_full_match(std::string_view text) const {
  return re2::RE2::FullMatchN({text.data(), text.size()}, *expression_, nullptr, 0);
}

struct PatternSet::Set {
  re2::RE2::Set set;
  std::size_t size;
};

PatternSet::PatternSet(std::span<const Pattern* const> patterns) {
  Set out{{re2::RE2::Quiet, re2::RE2::UNANCHORED}, patterns.size()};
  for (const Pattern* const pattern : patterns)
    out.set.Add(pattern->expression_->pattern(), nullptr);
  if (!out.set.Compile()) throw Error(ErrorCode::kInternal, "patterns that are too many");
  set_ = std::make_unique<const Set>(std::move(out));
}

PatternSet::~PatternSet() = default;

std::vector<bool> PatternSet::may_be_in(std::string_view text) const {
  std::vector<int> found;
  re2::RE2::Set::ErrorInfo error{};
  const bool is_found = set_->set.Match({text.data(), text.size()}, &found, &error);
  const bool is_known = is_found || error.kind == re2::RE2::Set::kNoError;
  std::vector<bool> out(set_->size, !is_known);
  for (const int place : found) out[static_cast<std::size_t>(place)] = true;
  return out;
}

}  // namespace codau::document

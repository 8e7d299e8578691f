#include "restore/repair/gaps.h"

#include <algorithm>
#include <cstddef>
#include <limits>

#include "restore/text/letter_case.h"
#include "restore/text/spelling.h"
#include "text/unicode.h"

namespace codau::restore {
namespace {

constexpr float kGapJoinCost = 4;            ///< nats against joining two words at a streak
constexpr std::size_t kMaxJoinedBytes = 16;  ///< bytes of a joined word

class GapMarker {
 public:
  GapMarker(CandidateFinder& finder, ChannelId channel, std::string_view text,
            std::span<const std::uint32_t> gaps)
      : finder_(finder), channel_(channel), text_(text), gaps_(gaps) {}

  std::vector<Token> mark_gaps(std::vector<Token> tokens) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (!may_be_name(tokens, i)) mark_gap(tokens[i]);
    }
    std::vector<Token> out;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (i + 1 < tokens.size() && is_one_word(tokens[i], tokens[i + 1])) {
        out.push_back(join(tokens[i], tokens[i + 1]));
        ++i;
      } else {
        out.push_back(tokens[i]);
      }
    }
    return out;
  }

 private:
  [[nodiscard]] std::size_t count_characters(ByteRange bytes) const {
    return text::count_code_points(slice(text_, bytes));
  }

  [[nodiscard]] bool has_capital(const Token& token) const {
    return token.kind == TokenKind::kWord && is_upper(to_utf32(slice(text_, token.text)).front());
  }

  [[nodiscard]] bool may_be_name(const std::vector<Token>& tokens, std::size_t i) const {
    const bool is_beside = (i > 0 && has_capital(tokens[i - 1])) ||
                           (i + 1 < tokens.size() && has_capital(tokens[i + 1]));
    return has_capital(tokens[i]) && is_beside && !is_among_capitals(text_, tokens, i);
  }

  void mark_gap(Token& token) const {
    if (token.kind != TokenKind::kWord || token.is_code_or_address || token.is_locked ||
        token.is_office_code)
      return;
    const auto gap = std::ranges::lower_bound(gaps_, token.text.begin);
    if (gap == gaps_.end() || *gap > token.text.end) return;
    const std::size_t at = count_characters({token.text.begin, *gap});
    if (at >= std::numeric_limits<std::uint8_t>::max()) return;
    if (token.is_plain || has_only_letters_except(token, at))
      token.gap = static_cast<std::uint8_t>(at + 1);
  }

  /// Returns true if all characters are letters, except near `at`. Other signs there may be remains
  /// of letters.
  [[nodiscard]] bool has_only_letters_except(const Token& token, std::size_t at) const {
    const std::u32string seen = to_utf32(slice(text_, token.text));
    for (std::size_t i = 0; i < seen.size(); ++i) {
      const bool is_near = i + 1 >= at && i <= at + 1;
      if (!is_letter(seen[i]) && !is_near) return false;
    }
    return true;
  }

  [[nodiscard]] bool is_one_word(const Token& one, const Token& other) {
    if (one.gap == 0 || other.gap == 0 || other.gap > 2) return false;
    if (one.gap < count_characters(one.text) || other.text.end - one.text.begin > kMaxJoinedBytes)
      return false;
    if (text_.substr(one.text.end, other.text.begin - one.text.end) != " ") return false;
    return score(join(one, other)) - kGapJoinCost > score(one) + score(other);
  }

  [[nodiscard]] Token join(const Token& one, const Token& other) const {
    Token out = one;
    out.text.end = other.text.end;
    out.is_plain = false;
    out.gap = static_cast<std::uint8_t>(count_characters(one.text) + 1);
    return out;
  }

  [[nodiscard]] float score(const Token& token) {
    return finder_.best_score(finder_.look_up(join_token_letters(text_, token), token), channel_);
  }

  CandidateFinder& finder_;
  ChannelId channel_;
  std::string_view text_;
  std::span<const std::uint32_t> gaps_;
};

}  // namespace

std::vector<Token> mark_gaps(CandidateFinder& finder, ChannelId channel, std::string_view text,
                             std::vector<Token> tokens, std::span<const std::uint32_t> gaps) {
  if (gaps.empty() || !is_learnt(channel)) return tokens;
  return GapMarker(finder, channel, text, gaps).mark_gaps(std::move(tokens));
}

}  // namespace codau::restore

#include "restore/repair/join_words.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>

#include "restore/text/spelling.h"

namespace codau::restore {
namespace {

constexpr std::size_t kMaxJoinedTokens = 4;   ///< most parts of one word
constexpr std::size_t kMaxCutWordBytes = 12;  ///< bytes of a word with a space in it
constexpr float kSignInWordCost = 3;          ///< nats against a join over signs
constexpr float kSpaceInWordCost = 10;        ///< … over a space: one in 20,000 words has one

/// Signs for a letter that was not read: Ocrad and GOCR write "_" by default, GOCR "%" for ê.
constexpr std::string_view kUnreadSigns = "_%";
constexpr std::size_t kMaxUnreadSigns = 2;  ///< more of them are a line to write on
/// Bonus in nats for a word with such signs at its edges. Inside a word such signs cost nothing.
/// Measured by words right, on 600 lines of training pairs each, of GOCR and Ocrad. Without the
/// bonus: 58.4 and 72.9. With _ and a bonus of 4: 61.3 and 75.0. With 7: 61.4 and 75.3. With 10:
/// 61.3 and 75.3. With % too, and dots below (follows_dot_below): 67.2 and 75.3.
constexpr float kUnreadSignsGain = 7;
constexpr std::size_t kMaxTailBytes = 3;  ///< bytes of a word after the dot below of its vowel

/// Bonus in nats for a join over "?", which also ends questions.
constexpr float kQuestionMarkGain = 8;

constexpr float kMinWordCost = 6;  ///< the score of most words is below the negative of this

class WordJoiner {
 public:
  WordJoiner(std::string_view text, std::span<const Token> tokens, CandidateFinder& finder)
      : text_(text), tokens_(tokens), finder_(finder) {}

  /// Returns the likeliest token that begins with tokens[i], or with unread letters before it.
  /// Those letters start at byte `from` or later. `channel` is that of its line. Afterwards `end`
  /// is the first token that was not used.
  Token best_token(std::size_t i, ChannelId channel, std::size_t from, std::size_t& end) {
    Token best = tokens_[i];
    end = i + 1;
    if (!is_joinable(i)) return best;
    float parts = 0, gain = 0, against = 0;
    for (std::size_t next = i + 1; next < tokens_.size() && next < i + kMaxJoinedTokens; ++next) {
      const std::optional<float> cost = join_cost(i, next);
      if (!cost) break;
      against = std::max(against, *cost);
      const bool is_hook = next == i + 1 && is_lost_hook(next);
      if (tokens_[next].kind != TokenKind::kWord && !is_hook) continue;
      if (parts == 0) parts = score(tokens_[i], channel);
      parts += is_hook ? -kQuestionMarkGain : score(tokens_[next], channel);
      Token whole = tokens_[i];
      whole.text.end = tokens_[next].text.end;
      whole.is_plain = false;
      if (-kMinWordCost - against < parts) continue;
      const float more = score(whole, channel) - against - parts;
      if (more <= gain) continue;
      gain = more;
      best = whole;
      end = next + 1;
    }
    return include_unread(best, channel, from);
  }

 private:
  /// Returns `token` with the unread letters beside it if that is likelier: "ti_" is three letters.
  Token include_unread(const Token& token, ChannelId channel, std::size_t from) {
    const std::size_t before = count_unread_before(token.text.begin, from);
    const std::size_t behind = count_unread_after(token.text.end);
    if (before == 0 && behind == 0) return token;
    Token best = token;
    float most = score(token, channel);
    const auto consider = [&](std::size_t left, std::size_t right) {
      Token wider = token;
      wider.text = {static_cast<std::uint32_t>(token.text.begin - left),
                    static_cast<std::uint32_t>(token.text.end + right)};
      wider.is_plain = false;
      const float new_score = score(wider, channel) + kUnreadSignsGain;
      if (new_score <= most) return;
      most = new_score;
      best = wider;
    };
    if (before > 0) consider(before, 0);
    if (behind > 0) consider(0, behind);
    if (before > 0 && behind > 0) consider(before, behind);
    return best;
  }

  static bool is_unread(char c) { return kUnreadSigns.find(c) != kUnreadSigns.npos; }

  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  /// Returns the number of unread signs before `at`; 0 beside a digit: "5%", "3_4" belong to the
  /// number.
  [[nodiscard]] std::size_t count_unread_before(std::size_t at, std::size_t from) const {
    std::size_t out = 0;
    while (out < at - from && is_unread(text_[at - out - 1])) ++out;
    const bool is_of_number = at > out && is_digit(text_[at - out - 1]);
    return out <= kMaxUnreadSigns && !is_of_number ? out : 0;
  }

  [[nodiscard]] std::size_t count_unread_after(std::size_t at) const {
    std::size_t out = 0;
    while (at + out < text_.size() && out <= kMaxUnreadSigns && is_unread(text_[at + out])) ++out;
    const bool is_of_number = at + out < text_.size() && is_digit(text_[at + out]);
    return out <= kMaxUnreadSigns && !is_of_number ? out : 0;
  }

  [[nodiscard]] bool is_joinable(std::size_t i) const {
    return tokens_[i].kind == TokenKind::kWord && !tokens_[i].is_code_or_address &&
           !tokens_[i].is_locked;
  }

  /// Returns the cost of joining tokens first … last, or nothing if they cannot be one word.
  [[nodiscard]] std::optional<float> join_cost(std::size_t first, std::size_t last) {
    const TokenKind kind = tokens_[last].kind;
    if (kind != TokenKind::kBreak && !is_joinable(last)) return {};
    const std::string_view between = text_.substr(
        tokens_[last - 1].text.end, tokens_[last].text.begin - tokens_[last - 1].text.end);
    if (between == " " && last > first + 1 && follows_dot_below(last)) return 0;
    if (between == " ") {
      const bool two = last == first + 1 && kind == TokenKind::kWord &&
                       tokens_[last].text.end - tokens_[first].text.begin <= kMaxCutWordBytes;
      if (!two || (is_word(first) && is_word(last))) return {};
      return kSpaceInWordCost;
    }
    if (between.find_first_of(" \t\r\n\f/") != between.npos) return {};
    const bool is_sure = between.empty() ? is_dot(last - 1) || is_dot(last)
                                         : between.find_first_not_of(kUnreadSigns) == between.npos;
    return is_sure ? 0 : kSignInWordCost;
  }

  [[nodiscard]] bool is_dot(std::size_t i) const {
    return tokens_[i].kind == TokenKind::kBreak && slice(text_, tokens_[i].text) == ".";
  }

  /// Returns true if tokens_[i] continues a word after a dot below that was printed apart: "hô. i".
  /// It then begins no sentence.
  [[nodiscard]] bool follows_dot_below(std::size_t i) const {
    if (i < 2 || !is_dot(i - 1) || tokens_[i - 2].text.end != tokens_[i - 1].text.begin)
      return false;
    if (!may_have_tone(tokens_[i - 2])) return false;
    const ByteRange rest = tokens_[i].text;
    const bool is_small = text_[rest.begin] >= 'a' && text_[rest.begin] <= 'z';
    return is_small && rest.end - rest.begin <= kMaxTailBytes;
  }

  /// Returns true if the token ends with a vowel, or with a sign that may have been one.
  [[nodiscard]] bool may_have_tone(const Token& token) const {
    const char32_t last = to_utf32(slice(text_, token.text)).back();
    return !text::letter(last) || text::kLowerVowels.find(fold(last)) != text::kLowerVowels.npos;
  }

  /// Returns true for the hook of ử, printed apart: "sv? dung". A question is rare in text with
  /// such damage.
  [[nodiscard]] bool is_lost_hook(std::size_t i) const {
    if (tokens_[i].kind != TokenKind::kBreak || slice(text_, tokens_[i].text) != "?") return false;
    return i + 1 < tokens_.size() && tokens_[i + 1].kind == TokenKind::kWord &&
           text_.substr(tokens_[i].text.end, tokens_[i + 1].text.begin - tokens_[i].text.end) ==
               " ";
  }

  [[nodiscard]] bool is_word(std::size_t i) {
    return finder_.look_up(slice(text_, tokens_[i].text), tokens_[i]).word != lm::kUnknown;
  }

  [[nodiscard]] float score(const Token& token, ChannelId channel) {
    return finder_.best_score(finder_.look_up(join_token_letters(text_, token), token), channel);
  }

  std::string_view text_;
  std::span<const Token> tokens_;
  CandidateFinder& finder_;
};

}  // namespace

std::vector<Token> join_words(CandidateFinder& finder, const TokenWindow& window) {
  WordJoiner joiner(window.text, window.tokens, finder);
  std::vector<Token> out;
  for (std::size_t i = 0; i < window.tokens.size();) {
    const ChannelId channel = window.line(i).channel;
    std::size_t end = i + 1;
    const bool torn = is_learnt(channel) && finder.channel(channel).makes_signs();
    const std::size_t from = out.empty() ? 0 : out.back().text.end;
    out.push_back(torn ? joiner.best_token(i, channel, from, end) : window.tokens[i]);
    i = end;
  }
  return out;
}

}  // namespace codau::restore

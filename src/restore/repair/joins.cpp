#include "restore/repair/joins.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>

#include "restore/text/letters.h"

namespace codau::restore {
namespace {

constexpr std::size_t kMostTokens = 4;   ///< most parts of one word
constexpr std::size_t kLongestCut = 12;  ///< bytes of a word with a space in it
constexpr float kSignInWord = 3;         ///< nats against a join over signs
constexpr float kSpaceInWord = 10;       ///< … over a space: one in 20,000 words has one

/// Signs for a letter that was not read: Ocrad and GOCR write "_" by default, GOCR "%" for ê.
constexpr std::string_view kUnreadSigns = "_%";
constexpr std::size_t kMostUnread = 2;  ///< more of them are a line to write on
/// Bonus in nats for a word with such signs at its edges. Inside a word such signs cost nothing.
/// Measured by words right, on 600 lines of training pairs each, of GOCR and Ocrad. Without the
/// bonus: 58.4 and 72.9. With _ and a bonus of 4: 61.3 and 75.0. With 7: 61.4 and 75.3. With 10:
/// 61.3 and 75.3. With % too, and dots below (is_behind_low_dot): 67.2 and 75.3.
constexpr float kUnread = 7;
constexpr std::size_t kLongestEnd = 3;  ///< bytes of a word after the dot below of its vowel

constexpr float kQuestion = 8;  ///< bonus in nats for a join over "?", which also ends questions

constexpr float kLeastWorth = 6;  ///< the worth of most words is below the negative of this

class Joiner {
 public:
  Joiner(std::string_view text, std::span<const Token> tokens, WordTypes& types)
      : text_(text), tokens_(tokens), types_(types) {}

  /// Returns the likeliest token that begins with tokens[i], or with unread letters before it.
  /// Those letters start at byte `from` or later. `channel` is that of its line. Afterwards `end`
  /// is the first token that was not used.
  Token at(std::size_t i, ChannelId channel, std::size_t from, std::size_t& end) {
    Token best = tokens_[i];
    end = i + 1;
    if (!is_loose(i)) return best;
    float parts = 0, gain = 0, against = 0;
    for (std::size_t next = i + 1; next < tokens_.size() && next < i + kMostTokens; ++next) {
      const std::optional<float> cost = cost_of_join(i, next);
      if (!cost) break;
      against = std::max(against, *cost);
      const bool is_hook = next == i + 1 && is_lost_hook(next);
      if (tokens_[next].kind != TokenKind::kWord && !is_hook) continue;
      if (parts == 0) parts = worth(tokens_[i], channel);
      parts += is_hook ? -kQuestion : worth(tokens_[next], channel);
      Token whole = tokens_[i];
      whole.text.end = tokens_[next].text.end;
      whole.plain = false;
      if (-kLeastWorth - against < parts) continue;
      const float more = worth(whole, channel) - against - parts;
      if (more <= gain) continue;
      gain = more;
      best = whole;
      end = next + 1;
    }
    return with_unread(best, channel, from);
  }

 private:
  /// Returns `token` with the unread letters beside it if that is likelier: "ti_" is three letters.
  Token with_unread(const Token& token, ChannelId channel, std::size_t from) {
    const std::size_t before = unread_before(token.text.begin, from);
    const std::size_t behind = unread_behind(token.text.end);
    if (before == 0 && behind == 0) return token;
    Token best = token;
    float most = worth(token, channel);
    const auto consider = [&](std::size_t left, std::size_t right) {
      Token wider = token;
      wider.text = {static_cast<std::uint32_t>(token.text.begin - left),
                    static_cast<std::uint32_t>(token.text.end + right)};
      wider.plain = false;
      const float worth_of = worth(wider, channel) + kUnread;
      if (worth_of <= most) return;
      most = worth_of;
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
  [[nodiscard]] std::size_t unread_before(std::size_t at, std::size_t from) const {
    std::size_t out = 0;
    while (out < at - from && is_unread(text_[at - out - 1])) ++out;
    const bool is_of_number = at > out && is_digit(text_[at - out - 1]);
    return out <= kMostUnread && !is_of_number ? out : 0;
  }

  [[nodiscard]] std::size_t unread_behind(std::size_t at) const {
    std::size_t out = 0;
    while (at + out < text_.size() && out <= kMostUnread && is_unread(text_[at + out])) ++out;
    const bool is_of_number = at + out < text_.size() && is_digit(text_[at + out]);
    return out <= kMostUnread && !is_of_number ? out : 0;
  }

  [[nodiscard]] bool is_loose(std::size_t i) const {
    return tokens_[i].kind == TokenKind::kWord && !tokens_[i].guarded && !tokens_[i].fixed;
  }

  /// Returns the cost of joining tokens first … last, or nothing if they cannot be one word.
  [[nodiscard]] std::optional<float> cost_of_join(std::size_t first, std::size_t last) {
    const TokenKind kind = tokens_[last].kind;
    if (kind != TokenKind::kBreak && !is_loose(last)) return {};
    const std::string_view between = text_.substr(
        tokens_[last - 1].text.end, tokens_[last].text.begin - tokens_[last - 1].text.end);
    if (between == " " && last > first + 1 && is_behind_low_dot(last)) return 0;
    if (between == " ") {
      const bool two = last == first + 1 && kind == TokenKind::kWord &&
                       tokens_[last].text.end - tokens_[first].text.begin <= kLongestCut;
      if (!two || (is_word(first) && is_word(last))) return {};
      return kSpaceInWord;
    }
    if (between.find_first_of(" \t\r\n\f/") != between.npos) return {};
    const bool is_sure = between.empty() ? is_dot(last - 1) || is_dot(last)
                                         : between.find_first_not_of(kUnreadSigns) == between.npos;
    return is_sure ? 0 : kSignInWord;
  }

  [[nodiscard]] bool is_dot(std::size_t i) const {
    return tokens_[i].kind == TokenKind::kBreak && slice(text_, tokens_[i].text) == ".";
  }

  /// Returns true if tokens_[i] continues a word after a dot below that was printed apart: "hô. i".
  /// It then begins no sentence.
  [[nodiscard]] bool is_behind_low_dot(std::size_t i) const {
    if (i < 2 || !is_dot(i - 1) || tokens_[i - 2].text.end != tokens_[i - 1].text.begin)
      return false;
    if (!may_have_tone(tokens_[i - 2])) return false;
    const Bytes rest = tokens_[i].text;
    const bool is_small = text_[rest.begin] >= 'a' && text_[rest.begin] <= 'z';
    return is_small && rest.end - rest.begin <= kLongestEnd;
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
    return types_.of(slice(text_, tokens_[i].text), tokens_[i]).word != lm::kUnknown;
  }

  [[nodiscard]] float worth(const Token& token, ChannelId channel) {
    return types_.worth(types_.of(word_of(text_, token), token), channel);
  }

  std::string_view text_;
  std::span<const Token> tokens_;
  WordTypes& types_;
};

}  // namespace

std::vector<Token> join_words(WordTypes& types, const Passage& passage) {
  Joiner joiner(passage.text, passage.tokens, types);
  std::vector<Token> out;
  for (std::size_t i = 0; i < passage.tokens.size();) {
    const ChannelId channel = passage.line(i).channel;
    std::size_t end = i + 1;
    const bool torn = is_learnt(channel) && types.channel(channel).makes_signs();
    const std::size_t from = out.empty() ? 0 : out.back().text.end;
    out.push_back(torn ? joiner.at(i, channel, from, end) : passage.tokens[i]);
    i = end;
  }
  return out;
}

}  // namespace codau::restore

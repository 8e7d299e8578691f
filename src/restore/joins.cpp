#include "restore/joins.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>

namespace codau::restore {
namespace {

constexpr std::size_t kMostTokens = 4;   ///< that one word was cut into
constexpr std::size_t kLongestCut = 12;  ///< bytes of a word with a space in it
constexpr float kSignInWord = 3;         ///< nats against a join over signs
constexpr float kSpaceInWord = 10;       ///< … over a space: one in 20,000 words has one

constexpr float kQuestion = 8;  ///< … and for one over "?", which is a mark of questions too

constexpr float kLeastWorth = 6;  ///< few words are worth more than its negative

class Joiner {
 public:
  Joiner(std::string_view text, std::span<const Token> tokens, WordTypes& types)
      : text_(text), tokens_(tokens), types_(types) {}

  /// The token that begins with tokens[i], as long as it is likeliest; `channel` is that of its
  /// line.
  Token at(std::size_t i, ChannelId channel, std::size_t& end) {
    Token best = tokens_[i];
    end = i + 1;
    if (!is_loose(i)) return best;
    float parts = 0, gain = 0;
    for (std::size_t next = i + 1; next < tokens_.size() && next < i + kMostTokens; ++next) {
      const std::optional<float> cost = cost_of_join(i, next);
      if (!cost) break;
      const bool is_hook = next == i + 1 && is_lost_hook(next);
      if (tokens_[next].kind != TokenKind::kWord && !is_hook) continue;
      if (parts == 0) parts = worth(tokens_[i], channel);
      parts += is_hook ? -kQuestion : worth(tokens_[next], channel);
      Token whole = tokens_[i];
      whole.text.end = tokens_[next].text.end;
      whole.plain = false;
      if (-kLeastWorth - *cost < parts) continue;
      const float more = worth(whole, channel) - *cost - parts;
      if (more <= gain) continue;
      gain = more;
      best = whole;
      end = next + 1;
    }
    return best;
  }

 private:
  [[nodiscard]] bool is_loose(std::size_t i) const {
    return tokens_[i].kind == TokenKind::kWord && !tokens_[i].guarded && !tokens_[i].fixed;
  }

  /// What speaks against tokens first … last being one word; nothing where they cannot be.
  [[nodiscard]] std::optional<float> cost_of_join(std::size_t first, std::size_t last) {
    const TokenKind kind = tokens_[last].kind;
    if (kind != TokenKind::kBreak && !is_loose(last)) return {};
    const std::string_view between = text_.substr(
        tokens_[last - 1].text.end, tokens_[last].text.begin - tokens_[last - 1].text.end);
    if (between == " ") {
      const bool two = last == first + 1 && kind == TokenKind::kWord &&
                       tokens_[last].text.end - tokens_[first].text.begin <= kLongestCut;
      if (!two || (is_word(first) && is_word(last))) return {};
      return kSpaceInWord;
    }
    if (between.find_first_of(" \t\r\n\f/") != between.npos) return {};
    return kSignInWord;
  }

  /// "sv? dung": the hook of ử, printed apart. A sentence that asks is rare where such damage is.
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
    out.push_back(torn ? joiner.at(i, channel, end) : passage.tokens[i]);
    i = end;
  }
  return out;
}

}  // namespace codau::restore

#include "restore/repair/suspects.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

#include "core/changes.h"
#include "restore/decode/names.h"
#include "restore/text/capitals.h"
#include "restore/text/letters.h"
#include "restore/text/line_start.h"
#include "text/syllable.h"

namespace codau::restore {
namespace {

// In nats; chosen so that a clean document of five pages has one false alarm at most.
constexpr double kStrange = 14;      ///< least surprise of a word and the next word
constexpr double kCertain = 7;       ///< least evidence for the other word
constexpr std::size_t kBefore = 16;  ///< tokens before that an n-gram may still remember
constexpr std::size_t kAhead = 4;    ///< later words that an n-gram still ties to this one

class Finder {
 public:
  Finder(const Knowledge& knowledge, const Passage& passage, ContextEvidence& context)
      : knowledge_(knowledge),
        text_(passage.text),
        tokens_(passage.tokens),
        types_(passage.words),
        context_(context) {}

  /// Returns the suspects among the tokens with `is_asked`.
  std::vector<Suspect> find(const std::vector<bool>& is_asked) {
    std::vector<Suspect> out;
    lm::State state{};
    ahead_ = {};
    std::size_t next_asked = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      for (next_asked = std::max(next_asked, i);
           next_asked < tokens_.size() && !is_asked[next_asked];)
        ++next_asked;
      const bool is_far = next_asked > i + kBefore;
      if (is_far || begins_passage(i)) {
        state = {};
        ahead_ = {};
      }
      if (is_far) continue;
      const auto word = word_at(i);
      if (!word) continue;
      const bool is_known = ahead_ && ahead_->token == i;
      const lm::Step step = is_known ? ahead_->step : knowledge_.model.score(state, *word);
      if (is_asked[i]) {
        if (const auto suspect = judge(i, state, step)) out.push_back(*suspect);
      }
      state = step.next;
    }
    return out;
  }

 private:
  /// Returns the word of the n-grams; nothing for a line end.
  [[nodiscard]] std::optional<lm::WordId> word_at(std::size_t i) const {
    switch (tokens_[i].kind) {
      case TokenKind::kWord:
        return types_[i] == nullptr ? lm::kUnknown : types_[i]->word;
      case TokenKind::kNumber:
        return lm::kNumber;
      case TokenKind::kBreak:
        return lm::kBreak;
      default:
        return std::nullopt;
    }
  }

  /// Returns true if token i begins a line that does not go on (line_start.h), or is a blank line
  /// or tab. A gap at the head of a line says nothing.
  [[nodiscard]] bool begins_passage(std::size_t i) const {
    if (tokens_[i].kind == TokenKind::kReset) return true;
    if (i == 0 || !ends_line(tokens_[i - 1]) || tokens_[i].kind == TokenKind::kGap) return false;
    return !goes_on(slice(text_, tokens_[i].text));
  }

  [[nodiscard]] bool may_be_wrong(std::size_t i) const {
    const WordType& type = *types_[i];
    const Token& token = tokens_[i];
    const bool has_others = type.fold.end - type.fold.begin > 1;
    if (!has_others || !token.plain || token.guarded || token.fixed || type.seen.size() < 2 ||
        type.abbreviation || type.is_protected)
      return false;
    if (!text::is_legal_toned_syllable(to_utf8(type.seen))) return false;
    const bool is_code =  // "1000 VA"
        looks_abbreviated(slice(text_, token.text)) && !is_among_capitals(text_, tokens_, i);
    return !is_code && !is_beside_a_capital(text_, tokens_, i) &&
           !is_in_name(knowledge_.names, text_, tokens_, i);
  }

  /// Returns the next token that an n-gram ties to token i - 1; nothing at the end of the passage.
  [[nodiscard]] std::optional<std::size_t> next_word(std::size_t i) const {
    for (; i < tokens_.size() && !begins_passage(i); ++i) {
      if (word_at(i)) return i;
    }
    return std::nullopt;
  }

  /// Returns log P of the word at token i and of the next word, whose score is kept for the next
  /// call.
  [[nodiscard]] double with_next(std::size_t i, const lm::Step& step) {
    const auto next = next_word(i + 1);
    if (!next) return static_cast<double>(step.log_prob);
    ahead_ = Ahead{*next, knowledge_.model.score(step.next, *word_at(*next))};
    return static_cast<double>(step.log_prob) + static_cast<double>(ahead_->step.log_prob);
  }

  /// Returns the later words that an n-gram can tie to token i.
  [[nodiscard]] std::vector<lm::WordId> behind(std::size_t i) const {
    std::vector<lm::WordId> out;
    for (auto k = next_word(i + 1); k && out.size() < kAhead; k = next_word(*k + 1))
      out.push_back(*word_at(*k));
    return out;
  }

  /// Returns log P(word, then `behind`).
  [[nodiscard]] double score(lm::State state, lm::WordId word,
                             std::span<const lm::WordId> behind) const {
    const auto take = [&](lm::WordId next) {
      const lm::Step step = knowledge_.model.score(state, next);
      state = step.next;
      return static_cast<double>(step.log_prob);
    };
    double sum = take(word);
    for (const lm::WordId next : behind) sum += take(next);
    return sum;
  }

  /// Returns the suspect at token i, if any. The word there, after `state`, has the score `step`.
  [[nodiscard]] std::optional<Suspect> judge(std::size_t i, const lm::State& state,
                                             const lm::Step& step) {
    const WordType& type = *types_[i];
    if (-with_next(i, step) < kStrange || !may_be_wrong(i)) return std::nullopt;
    const std::vector<lm::WordId> next = behind(i);
    std::vector<Candidate> options{{type.word, 0}};
    for (lm::WordId word = type.fold.begin; word < type.fold.end; ++word) {
      if (word != type.word) options.push_back({word, 0});
    }
    for (Candidate& option : options)
      option.cost = static_cast<float>(-score(state, option.word, next));
    const std::span<const Candidate> weighed = context_.weigh(i, options);
    const auto best = std::ranges::min_element(weighed, {}, &Candidate::cost);
    const double evidence = static_cast<double>(weighed[0].cost) - static_cast<double>(best->cost);
    if (evidence < kCertain) return std::nullopt;
    return Suspect{i, best->word, std::exp(-evidence)};
  }

  struct Ahead {
    std::size_t token;
    lm::Step step;
  };

  const Knowledge& knowledge_;
  std::string_view text_;
  std::span<const Token> tokens_;
  std::span<WordType* const> types_;
  ContextEvidence& context_;
  std::optional<Ahead> ahead_;  // scored in the state after the word before it
};

}  // namespace

std::vector<Suspect> suspects_of(const Means& means, const Passage& passage,
                                 const Readings& readings, ChannelId channel,
                                 ContextEvidence& context) {
  std::vector<bool> is_asked(passage.tokens.size(), false);
  for (const auto& [place, options, observed] : readings.places) {
    is_asked[place.token] = place.type != nullptr && place.channel == channel && !place.is_typed;
  }
  return Finder(means.knowledge, passage, context).find(is_asked);
}

void tell_suspects(const Means& means, const Passage& passage, std::span<const Suspect> suspects,
                   Restored& out) {
  for (const Suspect& suspect : suspects) {
    const Bytes there = passage.tokens[suspect.token].text;
    const std::string_view seen = slice(passage.text, there);
    out.doubts.push_back(
        {to_output(out.changes, there), suspect.confidence,
         in_case_of(to_utf32(seen), means.knowledge.lexicon.letters(suspect.meant)), true});
  }
  std::ranges::stable_sort(out.doubts, {}, [](const Doubt& doubt) { return doubt.out.begin; });
}

}  // namespace codau::restore

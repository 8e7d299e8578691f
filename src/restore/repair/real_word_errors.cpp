#include "restore/repair/real_word_errors.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

#include "core/changes.h"
#include "restore/decode/person_names.h"
#include "restore/text/letter_case.h"
#include "restore/text/line_continuation.h"
#include "restore/text/spelling.h"
#include "text/syllable.h"

namespace codau::restore {
namespace {

// In nats; chosen so that a clean document of five pages has one false alarm at most.
constexpr double kMinSurpriseNats = 14;        ///< least surprise of a word and the next word
constexpr double kMinEvidenceNats = 7;         ///< least evidence for the other word
constexpr std::size_t kMaxHistoryTokens = 16;  ///< tokens before that an n-gram may still remember
constexpr std::size_t kMaxWordsAfter = 4;  ///< later words that an n-gram still ties to this one

class RealWordErrorFinder {
 public:
  RealWordErrorFinder(const Knowledge& knowledge, const TokenWindow& window,
                      ContextRescorer& context)
      : knowledge_(knowledge),
        text_(window.text),
        tokens_(window.tokens),
        word_types_(window.word_types),
        context_(context) {}

  /// Returns the real-word errors among the tokens with `is_checked`.
  std::vector<RealWordError> find(const std::vector<bool>& is_checked) {
    std::vector<RealWordError> out;
    lm::State state{};
    next_score_ = {};
    std::size_t next_checked = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      for (next_checked = std::max(next_checked, i);
           next_checked < tokens_.size() && !is_checked[next_checked];)
        ++next_checked;
      const bool is_far = next_checked > i + kMaxHistoryTokens;
      if (is_far || begins_paragraph(i)) {
        state = {};
        next_score_ = {};
      }
      if (is_far) continue;
      const auto word = word_at(i);
      if (!word) continue;
      const bool is_known = next_score_ && next_score_->token == i;
      const lm::Transition transition =
          is_known ? next_score_->transition : knowledge_.model.score(state, *word);
      if (is_checked[i]) {
        if (const auto error = check_word(i, state, transition)) out.push_back(*error);
      }
      state = transition.next;
    }
    return out;
  }

 private:
  /// Returns the word of the n-grams; nothing for a line end.
  [[nodiscard]] std::optional<lm::WordId> word_at(std::size_t i) const {
    switch (tokens_[i].kind) {
      case TokenKind::kWord:
        return word_types_[i] == nullptr ? lm::kUnknown : word_types_[i]->word;
      case TokenKind::kNumber:
        return lm::kNumber;
      case TokenKind::kBreak:
        return lm::kBreak;
      default:
        return std::nullopt;
    }
  }

  /// Returns true if token i begins a line that does not go on (line_continuation.h), or is a blank
  /// line or tab. A lost word at the head of a line says nothing.
  [[nodiscard]] bool begins_paragraph(std::size_t i) const {
    if (tokens_[i].kind == TokenKind::kReset) return true;
    if (i == 0 || !ends_line(tokens_[i - 1]) || tokens_[i].kind == TokenKind::kLostWord)
      return false;
    return !continues_sentence(slice(text_, tokens_[i].text));
  }

  [[nodiscard]] bool may_be_wrong(std::size_t i) const {
    const WordType& type = *word_types_[i];
    const Token& token = tokens_[i];
    const bool has_others = type.fold.end - type.fold.begin > 1;
    if (!has_others || !token.is_plain || token.is_code_or_address || token.is_locked ||
        type.seen.size() < 2 || type.is_abbreviation || type.is_protected)
      return false;
    if (!text::is_legal_toned_syllable(to_utf8(type.seen))) return false;
    const bool is_code =  // "1000 VA"
        may_be_abbreviation(slice(text_, token.text)) && !is_among_capitals(text_, tokens_, i);
    return !is_code && !is_beside_capitalised_word(text_, tokens_, i) &&
           !is_in_person_name(knowledge_.names, text_, tokens_, i);
  }

  /// Returns the next token that an n-gram ties to token i - 1; nothing at the end of the
  /// paragraph.
  [[nodiscard]] std::optional<std::size_t> next_word(std::size_t i) const {
    for (; i < tokens_.size() && !begins_paragraph(i); ++i) {
      if (word_at(i)) return i;
    }
    return std::nullopt;
  }

  /// Returns log P of the word at token i and of the next word, whose score is kept for the next
  /// call.
  [[nodiscard]] double log_prob_with_next(std::size_t i, const lm::Transition& transition) {
    const auto next = next_word(i + 1);
    if (!next) return static_cast<double>(transition.log_prob);
    next_score_ = NextWordScore{*next, knowledge_.model.score(transition.next, *word_at(*next))};
    return static_cast<double>(transition.log_prob) +
           static_cast<double>(next_score_->transition.log_prob);
  }

  /// Returns the later words that an n-gram can tie to token i.
  [[nodiscard]] std::vector<lm::WordId> words_after(std::size_t i) const {
    std::vector<lm::WordId> out;
    for (auto k = next_word(i + 1); k && out.size() < kMaxWordsAfter; k = next_word(*k + 1))
      out.push_back(*word_at(*k));
    return out;
  }

  /// Returns log P(word, then `next_words`).
  [[nodiscard]] double score(lm::State state, lm::WordId word,
                             std::span<const lm::WordId> next_words) const {
    const auto take = [&](lm::WordId next) {
      const lm::Transition transition = knowledge_.model.score(state, next);
      state = transition.next;
      return static_cast<double>(transition.log_prob);
    };
    double sum = take(word);
    for (const lm::WordId next : next_words) sum += take(next);
    return sum;
  }

  /// Returns the error at token i, if any. The word there, after `state`, has the score
  /// `transition`.
  [[nodiscard]] std::optional<RealWordError> check_word(std::size_t i, const lm::State& state,
                                                        const lm::Transition& transition) {
    const WordType& type = *word_types_[i];
    if (-log_prob_with_next(i, transition) < kMinSurpriseNats || !may_be_wrong(i))
      return std::nullopt;
    const std::vector<lm::WordId> next = words_after(i);
    std::vector<Candidate> candidates{{type.word, 0}};
    for (lm::WordId word = type.fold.begin; word < type.fold.end; ++word) {
      if (word != type.word) candidates.push_back({word, 0});
    }
    for (Candidate& candidate : candidates)
      candidate.cost = static_cast<float>(-score(state, candidate.word, next));
    const std::span<const Candidate> rescored = context_.rescore(i, candidates);
    const auto best = std::ranges::min_element(rescored, {}, &Candidate::cost);
    const double evidence = static_cast<double>(rescored[0].cost) - static_cast<double>(best->cost);
    if (evidence < kMinEvidenceNats) return std::nullopt;
    return RealWordError{i, best->word, std::exp(-evidence)};
  }

  struct NextWordScore {
    std::size_t token;
    lm::Transition transition;
  };

  const Knowledge& knowledge_;
  std::string_view text_;
  std::span<const Token> tokens_;
  std::span<WordType* const> word_types_;
  ContextRescorer& context_;
  std::optional<NextWordScore> next_score_;  // scored in the state after the word before it
};

}  // namespace

std::vector<RealWordError> find_real_word_errors(const WindowResources& resources,
                                                 const TokenWindow& window,
                                                 const DecodedWindow& decoded, ChannelId channel,
                                                 ContextRescorer& context) {
  std::vector<bool> is_checked(window.tokens.size(), false);
  for (const auto& [slot, candidates, observed] : decoded.slots) {
    is_checked[slot.token] = slot.type != nullptr && slot.channel == channel && !slot.is_typed;
  }
  return RealWordErrorFinder(resources.knowledge, window, context).find(is_checked);
}

void report_real_word_errors(const WindowResources& resources, const TokenWindow& window,
                             std::span<const RealWordError> errors, Restoration& out) {
  for (const RealWordError& error : errors) {
    const ByteRange there = window.tokens[error.token].text;
    const std::string_view seen = slice(window.text, there);
    out.doubts.push_back(
        {to_output(out.changes, there), error.printed_odds,
         copy_case(to_utf32(seen), resources.knowledge.vocabulary.letters(error.intended)), true});
  }
  std::ranges::stable_sort(out.doubts, {}, [](const Doubt& doubt) { return doubt.out.begin; });
}

}  // namespace codau::restore

#include "restore/decode/trellis.h"

#include <algorithm>
#include <span>

#include "restore/decode/person_names.h"
#include "restore/text/definitions.h"
#include "restore/text/letter_case.h"
#include "restore/text/line_continuation.h"
#include "restore/text/spelling.h"
#include "text/syllable.h"

namespace codau::restore {
namespace {

/// Most nats for a known name in a Vietnamese engine's reading.
constexpr float kMaxReaderNameGain = 4;
constexpr double kTrustNats = 4;       ///< nats against a change if the engine was sure
constexpr double kTrustAtGapNats = 2;  ///< … of a word that a streak crosses (observed_word.cpp)
/// Nats against a change of capitals among small letters.
constexpr float kAbbreviationChangeCost = 5;
/// P(a line is a new paragraph) if it goes on.
constexpr float kContinuationRestartProbability = 0.03F;
constexpr std::size_t kMaxTrellisColumns = 1024;  ///< columns decoded at a time

constexpr Candidate kBreakCandidate{lm::kBreak, 0};
constexpr Candidate kNumberCandidate{lm::kNumber, 0};

/// Returns true in a heading that lost letters. A seeming abbreviation there is more often a word
/// cut short: "KT QU THM ĐNH".
bool may_be_cut_short(const WindowResources& resources, const TokenWindow& window, std::size_t i) {
  const ChannelId channel = window.line(i).channel;
  return is_learnt(channel) && resources.finder.channel(channel).loses_letters() &&
         is_among_capitals(window.text, window.tokens, i);
}

/// Returns true for the members of a list of labels: "B6, C6, T6".
bool is_beside_a_label(const TokenWindow& window, std::size_t i) {
  const auto are_listed = [&](std::size_t k) {  // tokens k and k + 1
    const std::size_t end = window.tokens[k].text.end;
    const std::string_view between =
        std::string_view(window.text).substr(end, window.tokens[k + 1].text.begin - end);
    const auto is_label = [&](const WordType* type) {
      return type != nullptr && type->label != LabelLikelihood::kNone;
    };
    return between == ", " && is_label(window.word_types[k]) && is_label(window.word_types[k + 1]);
  };
  return (i > 0 && are_listed(i - 1)) || (i + 1 < window.tokens.size() && are_listed(i));
}

bool is_label(const TokenWindow& window, std::size_t i) {
  const LabelLikelihood label = window.word_types[i]->label;
  return label != LabelLikelihood::kNone &&
         (label == LabelLikelihood::kSure || is_beside_a_label(window, i)) &&
         !is_among_capitals(window.text, window.tokens, i);
}

/// Returns true if the word must stay unchanged. Stripped codes may get their marks back. Signs and
/// digits are damage only by an engine that does not know the letters.
bool is_locked(const WindowResources& resources, const TokenWindow& window, std::size_t i) {
  const Token& token = window.tokens[i];
  const WordType& type = *window.word_types[i];
  const ChannelId channel = window.line(i).channel;
  if (token.is_locked || (type.is_protected && !may_be_cut_short(resources, window, i)))
    return true;
  if (channel == kStrippedText) return !token.is_plain;
  if (is_label(window, i)) return true;
  if (is_learnt(channel) && !resources.finder.channel(channel).makes_signs() && !token.is_plain) {
    return true;
  }
  if (channel == resources.viet_ocr_channel &&
      ((!token.is_plain && token.gap == 0) || type.is_abbreviation || type.seen.size() == 1)) {
    return true;
  }
  return token.is_code_or_address;
}

/// Returns true for a name made of known words, as an engine for Vietnamese read it: nothing can
/// prove it wrong.
bool is_name_as_read(const WindowResources& resources, const TokenWindow& window, std::size_t i) {
  return window.line(i).channel == resources.viet_ocr_channel &&
         window.word_types[i]->word != lm::kUnknown &&
         is_in_person_name(resources.knowledge.names, window.text, window.tokens, i);
}

/// Returns true for a syllable in capitals.
bool is_capital_syllable(const TokenWindow& window, std::size_t i) {
  if (i >= window.word_types.size() || window.word_types[i] == nullptr) return false;
  const std::string_view seen = slice(window.text, window.tokens[i].text);
  return are_all_upper(to_utf32(seen)) && text::is_legal_syllable(seen);
}

/// Returns true if the token stands in a code with a number, within the length of a code:
/// "07/KHPH-CAT", not "BO/TONG". The limit keeps text without blanks, which is no code, from being
/// searched again for each of its words.
bool is_in_numbered_code(const TokenWindow& window, std::size_t i) {
  constexpr std::size_t kMaxCodeBytes = 64;  // bytes; codes of organs have at most some 40
  constexpr std::string_view kBlanks = " \t\n\r\f", kDigits = "0123456789";
  const ByteRange word = window.tokens[i].text;
  const std::size_t from = word.begin - std::min<std::size_t>(word.begin, kMaxCodeBytes);
  const std::string_view before = window.text.substr(from, word.begin - from),
                         behind = window.text.substr(word.begin, word.size() + kMaxCodeBytes);
  const std::size_t blank = before.find_last_of(kBlanks);
  const std::string_view head = before.substr(blank == before.npos ? 0 : blank + 1),
                         tail = behind.substr(0, behind.find_first_of(kBlanks));
  return head.find_first_of(kDigits) != head.npos || tail.find_first_of(kDigits) != tail.npos;
}

/// Returns true for letters that could be a syllable. They are letters of a committee, "TT. HU, TT.
/// HĐND huyện". In stripped numbered codes they are any such letters, "12-KH/HU", "07/KHPH-CAT".
bool is_office_code(const TokenWindow& window, std::size_t i) {
  const Token& token = window.tokens[i];
  if (token.is_office_code) return true;
  if (token.is_code_or_address && window.line(i).channel == kStrippedText &&
      is_in_numbered_code(window, i))
    return is_capital_syllable(window, i);
  return window.word_types[i]->is_protected_in_capitals &&
         (token.is_code_or_address ||
          !(is_capital_syllable(window, i - 1) || is_capital_syllable(window, i + 1)));
}

bool is_left_unchanged(const WindowResources& resources, const TokenWindow& window, std::size_t i) {
  return is_office_code(window, i) || is_locked(resources, window, i) ||
         is_name_as_read(resources, window, i);
}

/// Returns the candidates of the word if it was typed without an input method; null if it was not.
/// Among words damaged by an engine, the keys must be ones that no engine makes.
const TypedWord* find_keys(WindowResources& resources, const TokenWindow& window, std::size_t i) {
  const LineDamage& line = window.line(i);
  const Token& token = window.tokens[i];
  if (token.is_code_or_address || token.is_locked) return nullptr;
  const TypedWord* const word = find_typed_word(resources, window, i, line.is_typed);
  if (word == nullptr || line.is_typed || line.channel == kCleanText ||
      line.channel == resources.viet_ocr_channel || line.channel == kStrippedText) {
    return word;
  }
  const bool is_none_else = word->is_unambiguous && !word->is_half_composed;
  return line.channel != kForeignText && is_none_else ? word : nullptr;
}

/// Returns true for the text before the slash of "D/c", a word of its own.
bool is_before_slash(std::string_view text, const Token& token, std::string_view behind) {
  constexpr std::string_view kBorders = " \t\n\r\f\"(,;:.)";
  const auto is_border = [&](std::size_t at) {
    return at >= text.size() || kBorders.find(text[at]) != kBorders.npos;
  };
  const std::string_view rest = text.substr(token.text.end);
  return rest.starts_with('/') && rest.substr(1).starts_with(behind) &&
         is_border(token.text.end + 1 + behind.size()) &&
         (token.text.begin == 0 || is_border(token.text.begin - 1));
}

/// Returns the certain original of an abbreviation; null if it is not certain. An engine for
/// Vietnamese may be wrong only in a code, if the original is proven.
const KnownAbbreviation* find_known_abbreviation(const WindowResources& resources,
                                                 const TokenWindow& window, std::size_t i) {
  const LineDamage& line = window.line(i);
  const Token& token = window.tokens[i];
  const WordType& type = *window.word_types[i];
  const bool is_damaged = line.channel == kStrippedText || is_learnt(line.channel);
  if (!is_damaged || line.is_only_flagged) return nullptr;
  const bool stands_in_code = token.is_code_or_address && is_in_code(window.text, token);
  if (line.channel == resources.viet_ocr_channel) {
    const bool may_be_misread = type.is_proven_in_code || !window.engine_confidence.empty();
    if (!stands_in_code || !may_be_misread) return nullptr;
  }
  for (const KnownSlashForm& form : type.slash_forms) {
    if (is_before_slash(window.text, token, form.after_slash)) return &form.known;
  }
  const bool has_signs =
      is_learnt(line.channel) && resources.finder.channel(line.channel).makes_signs();
  const KnownAbbreviation& known = token.is_code_or_address                        ? type.in_code
                                   : has_signs && type.misread.spelling != nullptr ? type.misread
                                                                                   : type.in_text;
  return known.spelling != nullptr ? &known : nullptr;
}

/// Builds one trellis.
class TrellisBuilder {
 public:
  TrellisBuilder(WindowResources& resources, const TokenWindow& window, const NameHints& names,
                 ContextRescorer& context)
      : resources_(resources), window_(window), names_(names), context_(context) {}

  Trellis build_from(std::size_t& at) {
    const std::vector<Token>& tokens = window_.tokens;
    for (const std::size_t begin = at; at < tokens.size(); ++at) {
      const bool is_full = out_.columns.size() >= kMaxTrellisColumns;
      if (at != begin && (tokens[at].kind == TokenKind::kReset || is_full)) break;
      add(at);
    }
    return std::move(out_);
  }

 private:
  void add(std::size_t i) {
    switch (window_.tokens[i].kind) {
      case TokenKind::kReset:
        return;
      case TokenKind::kLineFeed:
        begins_line_ = true;
        return;
      case TokenKind::kBreak:
        if (!follows_break()) push({i}, {.candidates = {&kBreakCandidate, 1}});
        return;
      case TokenKind::kNumber:
        return push({i}, {.candidates = {&kNumberCandidate, 1}});
      case TokenKind::kLostWord: {
        const ChannelId channel = window_.line(i).channel;
        return push({i, nullptr, channel},
                    {.candidates = resources_.finder.lost_word_candidates(channel)});
      }
      case TokenKind::kWord:
        return add_word(i);
    }
  }

  [[nodiscard]] bool follows_break() const {
    return !out_.slots.empty() && window_.tokens[out_.slots.back().token].kind == TokenKind::kBreak;
  }

  void push(const TokenSlot& slot, TrellisColumn column) {
    if (begins_line_) column.restart_probability = restart_probability(slot.token);
    begins_line_ = false;
    out_.slots.push_back(slot);
    out_.columns.push_back(column);
  }

  /// Returns P(the line with this first token begins a paragraph); line_continuation.h tells which
  /// lines go on.
  [[nodiscard]] float restart_probability(std::size_t token) const {
    const std::string_view line = window_.text.substr(window_.tokens[token].text.begin);
    return continues_sentence(line) ? kContinuationRestartProbability
                                    : kParagraphRestartProbability;
  }

  void add_word(std::size_t i) {
    WordType* const type = window_.word_types[i];
    if (const TypedWord* const keys = find_keys(resources_, window_, i)) {
      return push({i, type, kCleanText, nullptr, true}, {.candidates = keys->candidates});
    }
    if (const KnownAbbreviation* const known = find_known_abbreviation(resources_, window_, i)) {
      return push({i, type, window_.line(i).channel, known->spelling},
                  {.candidates = {&known->candidate, 1}});
    }
    const ChannelId channel =
        is_left_unchanged(resources_, window_, i) ? kCleanText : window_.line(i).channel;
    push({i, type, channel},
         {.candidates = candidates(i, channel), .change_cost = change_cost(i, channel)});
  }

  [[nodiscard]] std::span<const Candidate> candidates(std::size_t i, ChannelId channel) {
    const std::span<const Candidate> before =
        resources_.finder.candidates(*window_.word_types[i], channel);
    const bool is_rescored = channel == kStrippedText && before.size() > 1;
    return apply_name_hints(i, channel, is_rescored ? context_.rescore(i, before) : before, before);
  }

  [[nodiscard]] float change_cost(std::size_t i, ChannelId channel) const {
    const bool has_confidence =
        !window_.engine_confidence.empty() && channel == resources_.viet_ocr_channel;
    const double nats = window_.tokens[i].gap > 0 ? kTrustAtGapNats : kTrustNats;
    const auto reader_cost =
        has_confidence ? static_cast<float>(nats * window_.engine_confidence[i]) : 0;
    return is_learnt(channel) && reader_cost == 0 && is_abbreviation(i) ? kAbbreviationChangeCost
                                                                        : reader_cost;
  }

  [[nodiscard]] bool is_abbreviation(std::size_t i) const {
    const bool is_label = window_.word_types[i]->label != LabelLikelihood::kNone;
    return (is_label || may_be_abbreviation(slice(window_.text, window_.tokens[i].text))) &&
           !is_among_capitals(window_.text, window_.tokens, i);
  }

  /// Returns `candidates` with the bonuses of names. A bonus over the context counts from the cost
  /// `before` the context model.
  std::span<const Candidate> apply_name_hints(std::size_t i, ChannelId channel,
                                              std::span<const Candidate> candidates,
                                              std::span<const Candidate> before) {
    const auto hints = names_.find(i);
    if (hints == names_.end() || candidates.size() < 2) return candidates;
    const float most =
        channel == resources_.viet_ocr_channel ? kMaxReaderNameGain : Channel::kInfiniteCost;
    const std::span<Candidate> out = out_.boosted.add(candidates);
    for (const NameHint& hint : hints->second) {
      for (std::size_t k = 0; k < out.size(); ++k) {
        if (out[k].word != hint.word || out[k].second_word != lm::kUnknown) continue;
        const float cost = hint.overrides_context ? before[k].cost : out[k].cost;
        out[k].cost = std::min(out[k].cost, cost - std::min(hint.gain, most));
      }
    }
    return out;
  }

  WindowResources& resources_;
  const TokenWindow& window_;
  const NameHints& names_;
  ContextRescorer& context_;
  Trellis out_;
  bool begins_line_ = false;
};

}  // namespace

NameHints find_name_hints(WindowResources& resources, const TokenWindow& window) {
  const CandidatesOf candidates_of = [&](std::size_t i) -> std::span<const Candidate> {
    const ChannelId channel = window.line(i).channel;
    return resources.finder.candidates(
        *window.word_types[i], is_left_unchanged(resources, window, i) ? kCleanText : channel);
  };
  return compute_name_hints(resources.knowledge.names, resources.knowledge.model,
                            {window.text, window.tokens, candidates_of});
}

Trellis build_next_trellis(WindowResources& resources, const TokenWindow& window,
                           const NameHints& hints, ContextRescorer& context, std::size_t& at) {
  return TrellisBuilder(resources, window, hints, context).build_from(at);
}

}  // namespace codau::restore

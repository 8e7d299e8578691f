#include "restore/decode/candidates.h"

#include <algorithm>
#include <span>

#include "restore/decode/names.h"
#include "restore/text/capitals.h"
#include "restore/text/definitions.h"
#include "restore/text/letters.h"
#include "restore/text/line_start.h"
#include "text/syllable.h"

namespace codau::restore {
namespace {

constexpr float kMostOfName = 4;    ///< most nats for a known name in a Vietnamese engine's reading
constexpr double kTrust = 4;        ///< nats against a change if the engine was sure
constexpr double kTrustAtGap = 2;   ///< … of a word that a streak crosses (seen_word.cpp)
constexpr float kAbbreviation = 5;  ///< nats against a change of capitals among small letters
constexpr float kGoesOn = 0.03F;    ///< P(a line is a new paragraph) if it goes on
constexpr std::size_t kLongestRun = 1024;  ///< columns decoded at a time

constexpr Candidate kBreakCandidate{lm::kBreak, 0};
constexpr Candidate kNumberCandidate{lm::kNumber, 0};

/// Returns true in a heading that lost letters. A seeming abbreviation there is more often a word
/// cut short: "KT QU THM ĐNH".
bool may_be_cut_short(const Means& means, const Passage& passage, std::size_t i) {
  const ChannelId channel = passage.line(i).channel;
  return is_learnt(channel) && means.types.channel(channel).loses_letters() &&
         is_among_capitals(passage.text, passage.tokens, i);
}

/// Returns true for the members of a list of labels: "B6, C6, T6".
bool is_beside_a_label(const Passage& passage, std::size_t i) {
  const auto are_listed = [&](std::size_t k) {  // tokens k and k + 1
    const std::size_t end = passage.tokens[k].text.end;
    const std::string_view between =
        std::string_view(passage.text).substr(end, passage.tokens[k + 1].text.begin - end);
    const auto is_label = [&](const WordType* type) {
      return type != nullptr && type->label != Label::kNone;
    };
    return between == ", " && is_label(passage.words[k]) && is_label(passage.words[k + 1]);
  };
  return (i > 0 && are_listed(i - 1)) || (i + 1 < passage.tokens.size() && are_listed(i));
}

bool is_label(const Passage& passage, std::size_t i) {
  const Label label = passage.words[i]->label;
  return label != Label::kNone && (label == Label::kSure || is_beside_a_label(passage, i)) &&
         !is_among_capitals(passage.text, passage.tokens, i);
}

/// Returns true if the word must stay unchanged. Stripped codes may get their marks back. Signs and
/// digits are damage only by an engine that does not know the letters.
bool is_fixed(const Means& means, const Passage& passage, std::size_t i) {
  const Token& token = passage.tokens[i];
  const WordType& type = *passage.words[i];
  const ChannelId channel = passage.line(i).channel;
  if (token.fixed || (type.is_protected && !may_be_cut_short(means, passage, i))) return true;
  if (channel == kStrippedText) return !token.plain;
  if (is_label(passage, i)) return true;
  if (is_learnt(channel) && !means.types.channel(channel).makes_signs() && !token.plain) {
    return true;
  }
  if (channel == means.readers_own &&
      ((!token.plain && token.gap == 0) || type.abbreviation || type.seen.size() == 1)) {
    return true;
  }
  return token.guarded;
}

/// Returns true for a name made of known words, as an engine for Vietnamese read it: nothing can
/// prove it wrong.
bool is_name_as_read(const Means& means, const Passage& passage, std::size_t i) {
  return passage.line(i).channel == means.readers_own && passage.words[i]->word != lm::kUnknown &&
         is_in_name(means.knowledge.names, passage.text, passage.tokens, i);
}

/// Returns true for a syllable in capitals.
bool is_capital_syllable(const Passage& passage, std::size_t i) {
  if (i >= passage.words.size() || passage.words[i] == nullptr) return false;
  const std::string_view seen = slice(passage.text, passage.tokens[i].text);
  return are_all_upper(to_utf32(seen)) && text::is_legal_syllable(seen);
}

/// Returns true if the token stands in a code with a number, within the length of a code:
/// "07/KHPH-CAT", not "BO/TONG". The limit keeps text without blanks, which is no code, from being
/// searched again for each of its words.
bool is_in_numbered_code(const Passage& passage, std::size_t i) {
  constexpr std::size_t kReach = 64;  // bytes; codes of organs have at most some 40
  constexpr std::string_view kBlanks = " \t\n\r\f", kDigits = "0123456789";
  const Bytes word = passage.tokens[i].text;
  const std::size_t from = word.begin - std::min<std::size_t>(word.begin, kReach);
  const std::string_view before = passage.text.substr(from, word.begin - from),
                         behind = passage.text.substr(word.begin, word.size() + kReach);
  const std::size_t blank = before.find_last_of(kBlanks);
  const std::string_view head = before.substr(blank == before.npos ? 0 : blank + 1),
                         tail = behind.substr(0, behind.find_first_of(kBlanks));
  return head.find_first_of(kDigits) != head.npos || tail.find_first_of(kDigits) != tail.npos;
}

/// Returns true for letters that could be a syllable. They are letters of a committee, "TT. HU, TT.
/// HĐND huyện". In stripped numbered codes they are any such letters, "12-KH/HU", "07/KHPH-CAT".
bool are_letters(const Passage& passage, std::size_t i) {
  const Token& token = passage.tokens[i];
  if (token.letters) return true;
  if (token.guarded && passage.line(i).channel == kStrippedText && is_in_numbered_code(passage, i))
    return is_capital_syllable(passage, i);
  return passage.words[i]->is_protected_in_capitals &&
         (token.guarded ||
          !(is_capital_syllable(passage, i - 1) || is_capital_syllable(passage, i + 1)));
}

bool is_left(const Means& means, const Passage& passage, std::size_t i) {
  return are_letters(passage, i) || is_fixed(means, passage, i) ||
         is_name_as_read(means, passage, i);
}

/// Returns the candidates of the word if it was typed without an input method; null if it was not.
/// Among words damaged by an engine, the keys must be ones that no engine makes.
const TypedWord* as_keys(Means& means, const Passage& passage, std::size_t i) {
  const Line& line = passage.line(i);
  const Token& token = passage.tokens[i];
  if (token.guarded || token.fixed) return nullptr;
  const TypedWord* const word = typed_word(means, passage, i, line.is_typed);
  if (word == nullptr || line.is_typed || line.channel == kCleanText ||
      line.channel == means.readers_own || line.channel == kStrippedText) {
    return word;
  }
  const bool is_none_else = word->telling && !word->composed;
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
/// Vietnamese may be wrong only in a code.
const KnownAbbreviation* known_abbreviation(const Means& means, const Passage& passage,
                                            std::size_t i) {
  const Line& line = passage.line(i);
  const Token& token = passage.tokens[i];
  const WordType& type = *passage.words[i];
  const bool is_damaged = line.channel == kStrippedText || is_learnt(line.channel);
  if (!is_damaged || line.is_only_flagged) return nullptr;
  const bool stands_in_code = token.guarded && is_in_code(passage.text, token);
  if (!stands_in_code && line.channel == means.readers_own) return nullptr;
  for (const ShortForm& form : type.before_slash) {
    if (is_before_slash(passage.text, token, form.behind)) return &form.known;
  }
  const bool has_signs = is_learnt(line.channel) && means.types.channel(line.channel).makes_signs();
  const KnownAbbreviation& known = token.guarded                                   ? type.in_code
                                   : has_signs && type.misread.spelling != nullptr ? type.misread
                                                                                   : type.in_text;
  return known.spelling != nullptr ? &known : nullptr;
}

/// The columns of one run.
class RunMaker {
 public:
  RunMaker(Means& means, const Passage& passage, const NameHints& names, ContextEvidence& context)
      : means_(means), passage_(passage), names_(names), context_(context) {}

  Run from(std::size_t& at) {
    const std::vector<Token>& tokens = passage_.tokens;
    for (const std::size_t begin = at; at < tokens.size(); ++at) {
      const bool is_full = out_.columns.size() >= kLongestRun;
      if (at != begin && (tokens[at].kind == TokenKind::kReset || is_full)) break;
      add(at);
    }
    return std::move(out_);
  }

 private:
  void add(std::size_t i) {
    switch (passage_.tokens[i].kind) {
      case TokenKind::kReset:
        return;
      case TokenKind::kLine:
        begins_line_ = true;
        return;
      case TokenKind::kBreak:
        if (!follows_break()) push({i}, {.options = {&kBreakCandidate, 1}});
        return;
      case TokenKind::kNumber:
        return push({i}, {.options = {&kNumberCandidate, 1}});
      case TokenKind::kGap: {
        const ChannelId channel = passage_.line(i).channel;
        return push({i, nullptr, channel}, {.options = means_.types.lost_words(channel)});
      }
      case TokenKind::kWord:
        return add_word(i);
    }
  }

  [[nodiscard]] bool follows_break() const {
    return !out_.places.empty() &&
           passage_.tokens[out_.places.back().token].kind == TokenKind::kBreak;
  }

  void push(const Place& place, Column column) {
    if (begins_line_) column.restart = restart_chance(place.token);
    begins_line_ = false;
    out_.places.push_back(place);
    out_.columns.push_back(column);
  }

  /// Returns P(the line with this first token begins a paragraph); line_start.h tells which lines
  /// go on.
  [[nodiscard]] float restart_chance(std::size_t token) const {
    const std::string_view line = passage_.text.substr(passage_.tokens[token].text.begin);
    return goes_on(line) ? kGoesOn : kNewParagraph;
  }

  void add_word(std::size_t i) {
    WordType* const type = passage_.words[i];
    if (const TypedWord* const keys = as_keys(means_, passage_, i)) {
      return push({i, type, kCleanText, nullptr, true}, {.options = keys->options});
    }
    if (const KnownAbbreviation* const known = known_abbreviation(means_, passage_, i)) {
      return push({i, type, passage_.line(i).channel, known->spelling},
                  {.options = {&known->option, 1}});
    }
    const ChannelId channel = is_left(means_, passage_, i) ? kCleanText : passage_.line(i).channel;
    push({i, type, channel},
         {.options = options(i, channel), .change_cost = change_cost(i, channel)});
  }

  [[nodiscard]] std::span<const Candidate> options(std::size_t i, ChannelId channel) {
    const std::span<const Candidate> before = means_.types.options(*passage_.words[i], channel);
    const bool is_weighed = channel == kStrippedText && before.size() > 1;
    return with_names(i, channel, is_weighed ? context_.weigh(i, before) : before, before);
  }

  [[nodiscard]] float change_cost(std::size_t i, ChannelId channel) const {
    const bool was_read = !passage_.trust.empty() && channel == means_.readers_own;
    const double trust = passage_.tokens[i].gap > 0 ? kTrustAtGap : kTrust;
    const auto of_reader = was_read ? static_cast<float>(trust * passage_.trust[i]) : 0;
    return is_learnt(channel) && of_reader == 0 && is_abbreviation(i) ? kAbbreviation : of_reader;
  }

  [[nodiscard]] bool is_abbreviation(std::size_t i) const {
    const bool is_label = passage_.words[i]->label != Label::kNone;
    return (is_label || looks_abbreviated(slice(passage_.text, passage_.tokens[i].text))) &&
           !is_among_capitals(passage_.text, passage_.tokens, i);
  }

  /// Returns `options` with the bonuses of names. A bonus over the context counts from the cost
  /// `before` the context model.
  std::span<const Candidate> with_names(std::size_t i, ChannelId channel,
                                        std::span<const Candidate> options,
                                        std::span<const Candidate> before) {
    const auto hints = names_.find(i);
    if (hints == names_.end() || options.size() < 2) return options;
    const float most = channel == means_.readers_own ? kMostOfName : Channel::kNever;
    const std::span<Candidate> out = out_.raised.add(options);
    for (const NameHint& hint : hints->second) {
      for (std::size_t k = 0; k < out.size(); ++k) {
        if (out[k].word != hint.word || out[k].then != lm::kUnknown) continue;
        const float cost = hint.over_context ? before[k].cost : out[k].cost;
        out[k].cost = std::min(out[k].cost, cost - std::min(hint.gain, most));
      }
    }
    return out;
  }

  Means& means_;
  const Passage& passage_;
  const NameHints& names_;
  ContextEvidence& context_;
  Run out_;
  bool begins_line_ = false;
};

}  // namespace

NameHints find_names(Means& means, const Passage& passage) {
  const OptionsOf options_of = [&](std::size_t i) -> std::span<const Candidate> {
    const ChannelId channel = passage.line(i).channel;
    return means.types.options(*passage.words[i],
                               is_left(means, passage, i) ? kCleanText : channel);
  };
  return name_hints(means.knowledge.names, means.knowledge.model,
                    {passage.text, passage.tokens, options_of});
}

Run next_run(Means& means, const Passage& passage, const NameHints& names, ContextEvidence& context,
             std::size_t& at) {
  return RunMaker(means, passage, names, context).from(at);
}

}  // namespace codau::restore

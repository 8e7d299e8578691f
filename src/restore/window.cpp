#include "restore/window.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/changes.h"
#include "restore/abbreviations.h"
#include "restore/adaptation.h"
#include "restore/capitals.h"
#include "restore/context_evidence.h"
#include "restore/definitions.h"
#include "restore/evidence.h"
#include "restore/joins.h"
#include "restore/lattice.h"
#include "restore/letters.h"
#include "restore/lost_words.h"
#include "restore/name_hints.h"
#include "restore/names.h"
#include "restore/surroundings.h"
#include "restore/suspects.h"
#include "restore/tokens.h"
#include "restore/typed_words.h"
#include "text/syllable.h"
#include "text/utf8.h"

namespace codau::restore {
namespace {

constexpr std::string_view kReadersOwn = "viet_ocr";  ///< damage by the engine that gave evidence
constexpr float kMostOfName = 4;        ///< nats for a known name against such an engine's reading
constexpr double kTrust = 4;            ///< nats against a change where that engine was sure
constexpr double kSureNearClean = 0.6;  ///< least posterior of a change in nearly clean text, …
constexpr double kSureTyped = 0.9;      ///< … of keys that spell another word,
constexpr double kSureInClean = 0.97;   ///< … where all the rest is clean,
constexpr double kSureOfWord = 0.9999;  ///< … and the word is one that can be spelled so, and
constexpr double kSomeDamage = 0.1;  ///< … least share of both kinds of damage in a text so damaged
constexpr double kHalfMarked = 0.15;   ///< share of marked words: such a line is typed without care
constexpr double kPossible = 1e-5;     ///< least posterior of what a second look weighs
constexpr double kReview = 0.8;        ///< words less sure than that are doubts
constexpr double kBelieved = 0.5;      ///< least posterior of a word that tells of its damage
constexpr std::size_t kEnough = 1500;  ///< such words of a passage
constexpr double kSureOfLine = 20;     ///< nats between two channels of a line
// Chosen so that of the changes of the same confidence as many are right (tests/accuracy).
constexpr double kCalmStripped = 0.75, kCalmDropped = 0.8, kCalmDamaged = 0.5;
constexpr float kNewParagraph = 0.5F;  ///< P(a line is one) where it begins like one
constexpr float kAbbreviation = 5;     ///< nats against a change of capitals among small letters
constexpr Beam kFirstLook{4, 6};       ///< narrower than the last
constexpr std::size_t kLongestRun = 1024;  ///< columns decoded at a time

/// What is asked of the decoder for one token; also where its answer goes.
struct Place {
  std::size_t token = 0;
  WordType* type = nullptr;  ///< of a word; null for all else
  ChannelId channel = kCleanText;
  const std::string* known = nullptr;  ///< what it surely is
  bool only_flagged = false;           ///< stays as it is, whatever it should be
  bool typed = false;                  ///< may be keys typed without an input method
  /// What the text says that it is, in place of what the decoder found.
  const Definitions::Spelling* defined = nullptr;
};

/// What the decoder found for a place.
struct Decided {
  Place place;
  std::array<Candidate, Choice::kRanked> options;  ///< the likeliest
  std::size_t observed = SIZE_MAX;  ///< the one that leaves the text as it is, if it is among them
};

bool has_capital(std::string_view nfc) {
  for (std::size_t at = 0; at < nfc.size();) {
    if (is_upper(text::next_code_point(nfc, at))) return true;
  }
  return false;
}

std::vector<ChannelId> allowed_channels(Mode mode, std::size_t learnt) {
  std::vector<ChannelId> out;
  if (mode == Mode::kStripped) return {kStrippedText};
  if (mode == Mode::kAuto) out = {kCleanText, kForeignText, kStrippedText};
  for (std::size_t i = 0; i < learnt; ++i) out.push_back(static_cast<ChannelId>(kFirstLearnt + i));
  return out;
}

/// One call of restore_window().
class Passage {
 public:
  Passage(const Knowledge& knowledge, std::string_view text, const RestoreOptions& options)
      : knowledge_(knowledge),
        text_(text),
        options_(options),
        types_(knowledge, effort_),
        typed_(knowledge),
        tokens_(tokenise(text)) {
    for (std::size_t i = 0; i < knowledge.channels.size(); ++i) {
      if (knowledge.channels[i].name() == kReadersOwn) {
        readers_own_ = static_cast<ChannelId>(kFirstLearnt + i);
      }
    }
  }

  /// `keep[i]`, where given, is the reader's own trust in token i.
  Restored run(const std::vector<double>& keep) {
    keep_ = &keep;
    infer_channels();
    if (keep.empty()) rejoin();
    context_.emplace(knowledge_.context, surroundings(text_, tokens_, [&](std::size_t i) {
                       const FoldGroup fold = word_types_[i]->fold;
                       return fold.begin == fold.end ? lm::kUnknownFold
                                                     : knowledge_.context.fold_of(fold.begin);
                     }));
    learn_damage();
    find_names();
    for (std::size_t i = 0; i < tokens_.size(); ++i) place(i);
    decode_run();
    share_evidence(sightings_);
    follow_definitions();
    for (std::size_t i = 0; i < decided_.size(); ++i) {
      const Place& place = decided_[i].place;
      if (may_change(place)) settle(decided_[i], choice_of(sightings_[i], calm(place)));
      if (tokens_[place.token].kind == TokenKind::kNumber) list_number(tokens_[place.token]);
    }
    finish();
    if (may_be_typed()) tell_suspects();
    return std::move(out_);
  }

  [[nodiscard]] const std::vector<Token>& tokens() const { return tokens_; }

 private:
  void infer_channels() {
    const auto allowed = allowed_channels(options_.mode, knowledge_.channels.size());
    std::vector<std::vector<double>> lines(1, std::vector<double>(allowed.size(), 0));
    std::vector<WordType*> words;  // of the line
    word_types_.assign(tokens_.size(), nullptr);
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const Token& token = tokens_[i];
      if (ends_line(token)) {
        search(words, allowed, lines.back());
        lines.emplace_back(allowed.size(), 0);
      }
      if (token.kind != TokenKind::kWord) continue;
      word_types_[i] = &types_.of(slice(text_, token.text), token);
      if (token.guarded || token.fixed || allowed.size() == 1) continue;
      if (is_typed(i, false)) continue;  // says nothing of other damage
      const std::vector<float>& log_probs = types_.log_probs(*word_types_[i]);
      for (std::size_t k = 0; k < allowed.size(); ++k) {
        lines.back()[k] += static_cast<double>(log_probs[allowed[k]]);
      }
      words.push_back(word_types_[i]);
    }
    search(words, allowed, lines.back());
    line_channels_ = channels_of_lines(lines, allowed);
    if (!keep_->empty()) believe_the_reader();
    only_flagged_.assign(line_channels_.size(), false);
    find_typed_lines();
    if (options_.mode == Mode::kAuto && keep_->empty()) be_careful_with_clean_text();
  }

  /// Adds what a search for `words` finds, which costs time, to the channels of the line that it
  /// could help to be the likeliest. Clears `words`.
  void search(std::vector<WordType*>& words, std::span<const ChannelId> allowed,
              std::vector<double>& line) {
    double best = -1e300;
    for (std::size_t k = 0; k < allowed.size(); ++k) {
      if (allowed[k] < kFirstLearnt) best = std::max(best, line[k]);
    }
    for (std::size_t k = 0; k < allowed.size(); ++k) {
      const auto is_open = [&](const WordType* type) {
        return types_.is_searched(*type, allowed[k]);
      };
      const auto open = static_cast<double>(std::count_if(words.begin(), words.end(), is_open));
      if (open <= 0 || line[k] + WordTypes::kMostFound * open + kSureOfLine < best) continue;
      for (WordType* type : words) {
        if (is_open(type)) line[k] += static_cast<double>(types_.found(*type, allowed[k]));
      }
    }
    words.clear();
  }

  /// In a text that has its marks, a line with some of them was typed so: errors of the original
  /// are flagged, not corrected (a line that has none is restored). In a text without damage a word
  /// that looks like damage seldom is.
  void be_careful_with_clean_text() {
    std::vector<std::size_t> words(line_channels_.size(), 0), marked(line_channels_.size(), 0);
    std::size_t line = 0, all = 0, clean = 0, near_clean = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (ends_line(tokens_[i])) ++line;
      if (tokens_[i].kind != TokenKind::kWord) continue;
      ++words[line];
      ++all;
      if (line_channels_[line] == kCleanText) ++clean;
      if (line_channels_[line] == readers_own_) ++near_clean;
      if (is_marked(*word_types_[i])) ++marked[line];
    }
    const std::size_t damaged = all - clean - near_clean;
    if (static_cast<double>(std::min(near_clean, damaged)) <
        kSomeDamage * static_cast<double>(all)) {
      sure_near_clean_ = kSureInClean;
    }
    if (2 * clean < all) return;
    for (std::size_t i = 0; i < words.size(); ++i) {
      only_flagged_[i] =
          line_channels_[i] == kStrippedText &&
          static_cast<double>(marked[i]) > kHalfMarked * static_cast<double>(words[i]);
    }
  }
  static bool is_marked(const WordType& type) {
    return std::any_of(type.seen.begin(), type.seen.end(),
                       [](char32_t c) { return text::letter(c) && fold(c) != c; });
  }

  /// A line that an engine read word by word, and that looks right, has the damage of that engine.
  void believe_the_reader() {
    std::size_t line = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (ends_line(tokens_[i])) ++line;
      const bool was_read = (*keep_)[i] > 0 && (*keep_)[i] < 1;
      if (was_read && line_channels_[line] == kCleanText) line_channels_[line] = readers_own_;
    }
  }

  [[nodiscard]] bool may_lose_words(std::size_t line) const {
    const ChannelId channel = line_channels_[line];
    return channel >= kFirstLearnt && types_.channel(channel).loses_letters();
  }

  /// Words cut in two, and words lost whole, where some line may have such.
  void rejoin() {
    const auto may_hold_some = [&](ChannelId channel) {
      return channel >= kFirstLearnt &&
             (types_.channel(channel).makes_signs() || types_.channel(channel).loses_letters());
    };
    if (std::none_of(line_channels_.begin(), line_channels_.end(), may_hold_some)) return;
    tokens_ = with_lost_words(text_, join_words(text_, tokens_, line_channels_, types_),
                              [&](std::size_t line) { return may_lose_words(line); });
    word_types_.assign(tokens_.size(), nullptr);
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind != TokenKind::kWord) continue;
      word_types_[i] = &types_.of(word_of(text_, tokens_[i]), tokens_[i]);
    }
  }

  /// True where the damage of this passage may differ from what was learnt of its kind.
  [[nodiscard]] bool is_adaptable(ChannelId channel) const {
    return channel >= kFirstLearnt && channel != readers_own_ &&
           !types_.channel(channel).loses_letters();
  }

  /// A first look at the passage, or its beginning, tells what its damage is like.
  void learn_damage() {
    if (std::none_of(line_channels_.begin(), line_channels_.end(),
                     [&](ChannelId channel) { return is_adaptable(channel); })) {
      return;
    }
    learning_ = true;
    for (std::size_t i = 0; i < tokens_.size() && observed_ < kEnough; ++i) place(i);
    decode_run();
    learning_ = false;
    line_ = 0;
    for (const auto& [channel, seen] : observations_) {
      types_.replace(channel, seen.adapt(types_.channel(channel)));
    }
  }

  void observe(const Place& place, const Column& column, const Choice& choice) {
    const Candidate& chosen = column.options[choice.best];
    if (!is_adaptable(place.channel) || chosen.word < lm::kFirstWord ||
        chosen.then != lm::kUnknown || place.known != nullptr || choice.confidence < kBelieved) {
      return;
    }
    observations_[place.channel].add(types_.channel(place.channel),
                                     knowledge_.lexicon.letters(chosen.word), place.type->seen,
                                     choice.confidence);
    ++observed_;
  }

  void place(std::size_t i) {
    const Token& token = tokens_[i];
    const bool boundary = ends_line(token);
    if (boundary) ++line_;
    if (token.kind == TokenKind::kReset || columns_.size() >= kLongestRun) decode_run();
    if (token.kind == TokenKind::kLine) new_line_ = true;
    if (boundary) return;
    if (token.kind == TokenKind::kBreak) {
      if (places_.empty() || tokens_[places_.back().token].kind != TokenKind::kBreak) {
        add({i, nullptr, kCleanText}, {kBreakOption, 0, 0, 0});
      }
    } else if (token.kind == TokenKind::kNumber) {
      add({i, nullptr, kCleanText}, {kNumberOption, 0, 0, 0});
    } else if (token.kind == TokenKind::kGap) {
      const ChannelId channel = line_channels_[line_];
      add({i, nullptr, channel}, {types_.lost_words(channel), 0, 0, 0});
    } else {
      place_word(i);
    }
  }

  [[nodiscard]] bool is_gap(const Place& place) const {
    return tokens_[place.token].kind == TokenKind::kGap;
  }
  [[nodiscard]] bool may_change(const Place& place) const {
    return place.type != nullptr || is_gap(place);
  }

  [[nodiscard]] bool may_be_typed() const { return options_.mode == Mode::kAuto && keep_->empty(); }
  bool is_typed(std::size_t i, bool in_typed_line) {
    if (!may_be_typed() || is_stuck_to_number(tokens_[i])) return false;
    return !typed_.of(types_, *word_types_[i], in_typed_line).options.empty();
  }
  /// "rạng sáng18-2": the digits are no keys.
  [[nodiscard]] bool is_stuck_to_number(const Token& token) const {
    const std::string_view behind = text_.substr(token.text.end, 2);
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return is_digit(slice(text_, token.text).back()) && behind.size() == 2 && is_digit(behind[1]) &&
           std::string_view("-/.,:").find(behind[0]) != std::string_view::npos;
  }

  /// Among words damaged by a reader only what no reader makes is.
  bool is_left_as_keys(std::size_t i, ChannelId channel) {
    const bool typed_line = typed_lines_[line_];
    if (!is_typed(i, typed_line)) return false;
    if (typed_line || channel == kCleanText || channel == readers_own_) return true;
    if (channel == kStrippedText) return true;
    const TypedWord& word = typed_.of(types_, *word_types_[i], false);
    return channel != kForeignText && word.telling && !word.composed;
  }

  /// Lines of which much was typed without an input method.
  void find_typed_lines() {
    typed_lines_.assign(line_channels_.size(), false);
    if (!may_be_typed()) return;
    std::vector<TypedShare> shares(line_channels_.size());
    std::size_t line = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (ends_line(tokens_[i])) ++line;
      if (word_types_[i] == nullptr) continue;
      ++shares[line].words;
      if (is_typed(i, false) && typed_.of(types_, *word_types_[i], false).telling) {
        ++shares[line].telling;
      }
    }
    typed_lines_ = typed_lines(shares);
    for (std::size_t i = 0; i < line_channels_.size(); ++i) {  // where nothing was typed is right
      if (typed_lines_[i]) line_channels_[i] = kCleanText;
    }
  }

  void place_word(std::size_t i) {
    WordType& type = *word_types_[i];
    const Token& token = tokens_[i];
    ChannelId channel = line_channels_[line_];
    if (!token.guarded && !token.fixed && is_left_as_keys(i, channel)) {
      Column column;
      column.options = typed_.of(types_, type, typed_lines_[line_]).options;
      return add({i, &type, kCleanText, nullptr, false, true}, column);
    }
    const KnownAbbreviation* known = known_abbreviation(token, type, channel);
    if (known == nullptr && is_left(i, channel)) channel = kCleanText;
    Column column;
    column.options = types_.options(type, channel);
    if (channel == kStrippedText && column.options.size() > 1) {
      column.options = context_->weigh(i, column.options);
    }
    column.options = with_names(i, channel, column.options, types_.options(type, channel));
    if (!keep_->empty() && channel == readers_own_) {
      column.change_cost = static_cast<float>(kTrust * (*keep_)[i]);
    }
    if (channel >= kFirstLearnt && column.change_cost == 0 && is_abbreviation(i)) {
      column.change_cost = kAbbreviation;
    }
    if (known != nullptr) column.options = {&known->option, 1};
    add({i, &type, channel, known == nullptr ? nullptr : known->spelling, only_flagged_[line_],
         false},
        column);
  }

  /// Abbreviations that the text defines are spelled as the words say that they abbreviate.
  void follow_definitions() {
    std::vector<Initial> initials(tokens_.size());
    for (std::size_t i = 0; i < decided_.size(); ++i) {
      const Place& place = decided_[i].place;
      if (place.type == nullptr) continue;
      const Choice choice = choice_of(sightings_[i], 1);
      const lm::WordId word = decided_[i].options.at(choice.best).word;
      const std::u32string_view letters =
          word < lm::kFirstWord ? place.type->seen : knowledge_.lexicon.letters(word);
      if (!letters.empty()) initials[place.token] = {letters.front(), choice.confidence};
    }
    defined_ = definitions_in(knowledge_.definition_words, text_, tokens_,
                              [&](std::size_t i) { return initials[i]; });
    if (defined_.here.empty()) return;
    const std::vector<std::size_t> lines = lines_of_tokens();
    for (Decided& decided : decided_) {
      Place& place = decided.place;
      if (place.type == nullptr || place.known != nullptr || place.only_flagged) continue;
      const Token& token = tokens_[place.token];
      const ChannelId channel = line_channels_[lines[place.token]];
      const bool is_damaged = channel == kStrippedText || channel >= kFirstLearnt;
      if (!is_damaged || channel == readers_own_ || token.fixed || !token.plain) continue;
      if (place.type->is_protected || is_in_code(text_, token)) continue;
      const Definitions::Spelling* const spelling = defined_at(place.token);
      if (spelling == nullptr || spelling->confidence < least_confidence(place)) continue;
      place.defined = spelling;
      place.channel = channel;
      place.typed = false;
    }
  }

  /// Among capitals what looks like an abbreviation may be a word.
  [[nodiscard]] const Definitions::Spelling* defined_at(std::size_t token) const {
    const auto here = defined_.here.find(token);
    if (here != defined_.here.end()) return &here->second;
    const auto known = defined_.everywhere.find(slice(text_, tokens_[token].text));
    if (known == defined_.everywhere.end()) return nullptr;
    return is_among_capitals(text_, tokens_, token) ? nullptr : &known->second;
  }

  [[nodiscard]] std::vector<std::size_t> lines_of_tokens() const {
    std::vector<std::size_t> out(tokens_.size());
    for (std::size_t i = 0, line = 0; i < tokens_.size(); ++i) {
      if (ends_line(tokens_[i])) ++line;
      out[i] = line;
    }
    return out;
  }

  [[nodiscard]] bool is_left(std::size_t i, ChannelId channel) const {
    return is_fixed(tokens_[i], *word_types_[i], channel) || is_name_as_read(i, channel);
  }

  /// Where the names of places stand, and which they may be.
  void find_names() {
    const std::vector<std::size_t> lines = lines_of_tokens();
    name_hints_ = name_hints(knowledge_.names, knowledge_.model, text_, tokens_,
                             [&](std::size_t i) -> std::span<const Candidate> {
                               const ChannelId channel = line_channels_[lines[i]];
                               return types_.options(*word_types_[i],
                                                     is_left(i, channel) ? kCleanText : channel);
                             });
  }

  /// `options`, those that names of places have raised by what these say over the cost `before` the
  /// words around were asked. Valid until the run is decoded.
  std::span<const Candidate> with_names(std::size_t i, ChannelId channel,
                                        std::span<const Candidate> options,
                                        std::span<const Candidate> before) {
    const auto hints = name_hints_.find(i);
    if (hints == name_hints_.end() || options.size() < 2) return options;
    const float most = channel == readers_own_ ? kMostOfName : Channel::kNever;
    std::vector<Candidate>& out = raised_.emplace_back(options.begin(), options.end());
    for (const NameHint& hint : hints->second) {
      for (std::size_t k = 0; k < out.size(); ++k) {
        if (out[k].word != hint.word || out[k].then != lm::kUnknown) continue;
        const float cost = hint.over_context ? before[k].cost : out[k].cost;
        out[k].cost = std::min(out[k].cost, cost - std::min(hint.gain, most));
      }
    }
    return out;
  }

  /// An engine that knows the letters may be wrong in a code only.
  [[nodiscard]] const KnownAbbreviation* known_abbreviation(const Token& token,
                                                            const WordType& type,
                                                            ChannelId channel) const {
    const bool has_signs = channel >= kFirstLearnt && types_.channel(channel).makes_signs();
    const KnownAbbreviation& known = token.guarded                        ? type.in_code
                                     : has_signs && type.misread.spelling ? type.misread
                                                                          : type.in_text;
    const bool is_damaged = channel == kStrippedText || channel >= kFirstLearnt;
    const bool is_sure =
        is_damaged && !only_flagged_[line_] && (token.guarded || channel != readers_own_);
    return is_sure && known.spelling != nullptr ? &known : nullptr;
  }

  [[nodiscard]] bool is_abbreviation(std::size_t i) const {
    return looks_abbreviated(slice(text_, tokens_[i].text)) &&
           !is_among_capitals(text_, tokens_, i);
  }

  /// An engine that knows the letters has read a name that is made of words: nothing can prove it
  /// wrong.
  [[nodiscard]] bool is_name_as_read(std::size_t i, ChannelId channel) const {
    return channel == readers_own_ && word_types_[i]->word != lm::kUnknown &&
           is_in_name(text_, tokens_, i);
  }

  /// Stripped codes may get their marks back; signs and digits are damage only to an engine that
  /// does not know the letters.
  [[nodiscard]] bool is_fixed(const Token& token, const WordType& type, ChannelId channel) const {
    if (type.is_protected || token.fixed) return true;
    if (channel == kStrippedText) return !token.plain;
    if (channel >= kFirstLearnt && !types_.channel(channel).makes_signs() && !token.plain)
      return true;
    if (channel == readers_own_ && (!token.plain || type.abbreviation || type.seen.size() == 1)) {
      return true;
    }
    return token.guarded;
  }

  void add(const Place& place, Column column) {
    if (new_line_) column.restart = restart_chance(place.token);
    new_line_ = false;
    places_.push_back(place);
    columns_.push_back(column);
  }

  /// A line that begins with a capital, a number or a mark of a list is often a new paragraph.
  [[nodiscard]] float restart_chance(std::size_t token) const {
    std::size_t at = tokens_[token].text.begin;
    const char32_t first = text::next_code_point(text_, at);
    return is_letter(first) && !is_upper(first) ? 0.03F : kNewParagraph;
  }

  void decode_run() {
    Beam beam{std::max<std::size_t>(1, options_.beam)};
    if (learning_) beam = kFirstLook;
    std::vector<Choice> choices = decode(knowledge_.model, columns_, beam);
    if (!learning_ && look_around(choices)) choices = decode(knowledge_.model, columns_, beam);
    for (std::size_t i = 0; i < choices.size(); ++i) {
      if (!learning_) {
        keep(places_[i], columns_[i], choices[i]);
      } else if (places_[i].type != nullptr) {
        observe(places_[i], columns_[i], choices[i]);
      }
    }
    columns_.clear();
    context_->clear();
    raised_.clear();
    places_.clear();
    new_line_ = false;
  }

  /// What a word is in damaged text shows only with the words around it: once these are known, they
  /// are weighed. False where there is nothing of the kind.
  bool look_around(const std::vector<Choice>& choices) {
    const auto is_damaged = [&](std::size_t i) { return places_[i].channel >= kFirstLearnt; };
    bool found = false;
    for (std::size_t i = 0; i < choices.size(); ++i) {
      if (!is_damaged(i)) continue;
      found = true;
      context_->take(places_[i].token, columns_[i].options[choices[i].best].word);
    }
    for (std::size_t i = 0; i < choices.size() && found; ++i) {
      if (!is_damaged(i) || columns_[i].options.size() < 2) continue;
      const std::vector<Candidate> likely = likely_options(columns_[i], choices[i]);
      columns_[i].options =
          with_weights_kept(places_[i].token, context_->weigh(places_[i].token, likely), likely);
      columns_[i].observed = 0;
    }
    return found;
  }

  /// What the words around say of a word does not count where the name of a place says more.
  std::span<const Candidate> with_weights_kept(std::size_t token,
                                               std::span<const Candidate> weighed,
                                               std::span<const Candidate> before) {
    const auto hints = name_hints_.find(token);
    if (hints == name_hints_.end()) return weighed;
    std::vector<Candidate>& out = raised_.emplace_back(weighed.begin(), weighed.end());
    for (std::size_t k = 0; k < out.size(); ++k) {
      const auto hint = std::ranges::find(hints->second, out[k].word, &NameHint::word);
      if (hint != hints->second.end() && hint->over_context) out[k].cost = before[k].cost;
    }
    return out;
  }

  /// The word as it is, and what else was found possible.
  static std::vector<Candidate> likely_options(const Column& column, const Choice& choice) {
    std::vector<Candidate> out{column.options[column.observed]};
    for (const auto& [option, posterior] : choice.ranked) {
      if (posterior <= kPossible) break;
      if (option != column.observed) out.push_back(column.options[option]);
    }
    return out;
  }

  /// What was decided of a place, until all of the window is.
  void keep(const Place& place, const Column& column, const Choice& choice) {
    Decided decided{place, {}, SIZE_MAX};
    Sighting sighting;
    for (std::size_t k = 0; k < Choice::kRanked && (k == 0 || choice.ranked.at(k).confidence > 0);
         ++k) {
      const Posterior& ranked = choice.ranked.at(k);
      decided.options[k] = column.options[ranked.option];
      sighting.beliefs[k] = {decided.options[k].word, ranked.confidence};
      if (ranked.option == column.observed) decided.observed = k;
    }
    const lm::WordId word = decided.options[0].word;
    if (word >= lm::kFirstWord) sighting.look = lm::kFirstWord + knowledge_.context.fold_of(word);
    if (word == lm::kNumber) sighting.look = lm::kNumber;
    sighting.apart = &column == columns_.data() || column.restart >= kNewParagraph;
    sighting.name = !sighting.apart && sightings_.back().beliefs[0].word != lm::kBreak &&
                    place.type != nullptr && is_name(slice(text_, tokens_[place.token].text));
    decided_.push_back(decided);
    sightings_.push_back(sighting);
  }
  static bool is_name(std::string_view word) {
    std::size_t at = 0;
    if (!is_upper(text::next_code_point(word, at))) return false;
    const std::u32string letters = to_utf32(word);
    return letters.size() > 1 && !is_upper(letters.back());
  }

  /// The n-grams, the context and the channel have seen the same letters; taken together they are
  /// surer than they should be, by a power that differs with the damage.
  [[nodiscard]] double calm(const Place& place) const {
    if (place.channel == kStrippedText) return kCalmStripped;
    if (place.channel < kFirstLearnt || place.channel == readers_own_) return 1;
    return types_.channel(place.channel).loses_letters() ? kCalmDropped : kCalmDamaged;
  }

  static Choice choice_of(const Sighting& sighting, double calm) {
    Choice out;
    double before = 0, after = 0;
    for (std::size_t k = 0; k < Choice::kRanked; ++k) {
      const double probability = sighting.beliefs.at(k).probability;
      out.ranked.at(k) = {k, calm < 1 ? std::pow(probability, calm) : probability};
      before += probability;
      after += out.ranked.at(k).confidence;
    }
    for (Posterior& ranked : out.ranked) ranked.confidence *= before / std::max(after, 1e-300);
    std::stable_sort(
        out.ranked.begin(), out.ranked.end(),
        [](const Posterior& a, const Posterior& b) { return a.confidence > b.confidence; });
    out.best = out.ranked[0].option;
    out.confidence = out.ranked[0].confidence;
    out.second = out.ranked[1].confidence > 0 ? out.ranked[1].option : out.best;
    return out;
  }

  /// Writes the text up to the token and the token as chosen.
  void settle(const Decided& decided, const Choice& choice) {
    const Place& place = decided.place;
    const Token& token = tokens_[place.token];
    const std::string_view seen = slice(text_, token.text);
    copy_to(token.text.begin);
    const auto spelled = [&](std::size_t option) { return spelling(decided, option); };
    const bool sure = choice.best == decided.observed ||
                      (!place.only_flagged && choice.confidence >= least_confidence(place));
    const std::size_t taken = sure ? choice.best : decided.observed;
    const std::size_t other = sure ? choice.second : choice.best;
    const std::string* const known = place.defined != nullptr ? &place.defined->text : place.known;
    const std::string after = known != nullptr ? *known : spelled(taken);
    const bool is_defined = place.defined != nullptr;
    const std::string runner_up = other == taken || is_defined ? std::string() : spelled(other);
    const double of_choice = is_defined ? place.defined->confidence : choice.confidence;
    const auto begin = static_cast<std::uint32_t>(out_.text.size());
    out_.text += after;
    const Bytes there{begin, static_cast<std::uint32_t>(out_.text.size())};
    if (after != seen) {
      out_.changes.push_back({token.text, there, std::string(seen), after, rule(place),
                              known != nullptr ? "lexicon" : "ocr_restore", of_choice, runner_up});
    }
    const double confidence = sure || is_defined ? of_choice : 1 - of_choice;
    if (confidence < kReview) out_.doubts.push_back({there, confidence, runner_up});
    const bool is_any = !token.text.empty() || !there.empty();  // most gaps are none
    if (options_.list_tokens && is_any) {
      RestoredToken listed{token.text, there, kind_of(token), 0, {}};
      if (is_defined) listed.confidence = confidence;
      for (const auto& [option, posterior] : choice.ranked) {
        if (posterior <= 0 || is_defined) continue;
        if (option == taken) listed.confidence = posterior;
        if (option != taken) listed.alternatives.push_back({spelled(option), posterior});
      }
      out_.tokens.push_back(std::move(listed));
    }
    copied_ = token.text.end;
  }

  void list_number(const Token& token) {
    if (!options_.list_tokens) return;
    copy_to(token.text.begin);
    const auto begin = static_cast<std::uint32_t>(out_.text.size());
    out_.tokens.push_back(
        {token.text, {begin, begin + token.text.size()}, WordKind::kNumber, 1, {}});
  }

  [[nodiscard]] double least_confidence(const Place& place) const {
    double least = place.typed ? kSureTyped : place.channel == readers_own_ ? sure_near_clean_ : 0;
    const std::string_view seen = slice(text_, tokens_[place.token].text);
    if (least == kSureInClean && text::is_legal_toned_syllable(seen)) least = kSureOfWord;
    return std::max(options_.min_confidence, least);
  }

  /// What `option` makes of the word.
  [[nodiscard]] std::string spelling(const Decided& decided, std::size_t option) const {
    const Place& place = decided.place;
    const std::string_view seen = slice(text_, tokens_[place.token].text);
    if (option == decided.observed) return std::string(seen);
    const auto [word, cost, then] = decided.options.at(option);
    if (word < lm::kFirstWord) return std::string(seen);
    if (is_gap(place)) return lost_word(place, word);
    if (then == lm::kUnknown && !has_capital(seen)) {
      return std::string(knowledge_.model.spelling(word));
    }
    std::u32string letters(knowledge_.lexicon.letters(word));
    if (then != lm::kUnknown) letters += U' ' + std::u32string(knowledge_.lexicon.letters(then));
    if (place.typed || place.channel == kStrippedText) return in_case_of(to_utf32(seen), letters);
    return in_damaged_case_of(to_utf32(seen), letters,
                              is_among_capitals(text_, tokens_, place.token));
  }

  [[nodiscard]] std::string lost_word(const Place& place, lm::WordId word) const {
    const bool capitals = is_among_capitals(text_, tokens_, place.token);
    const std::u32string_view like = capitals ? U"AA" : begins_sentence(out_.text) ? U"Aa" : U"aa";
    return in_damaged_case_of(like, knowledge_.lexicon.letters(word), capitals);
  }

  [[nodiscard]] std::string rule(const Place& place) const {
    if (place.typed) return "typing";
    return place.channel == kStrippedText
               ? "stripped"
               : knowledge_.channels[place.channel - kFirstLearnt].name();
  }

  /// Adds the words of undamaged lines that are surely not what was meant to the doubts.
  void tell_suspects() {
    std::vector<bool> is_clean(tokens_.size(), false);
    for (const Decided& decided : decided_) {
      const Place& place = decided.place;
      is_clean[place.token] = place.type != nullptr && place.channel == kCleanText && !place.typed;
    }
    for (const Suspect& suspect : find_suspects(knowledge_, text_, tokens_, word_types_, *context_,
                                                [&](std::size_t i) { return bool{is_clean[i]}; })) {
      const std::string_view seen = slice(text_, tokens_[suspect.token].text);
      out_.doubts.push_back(
          {to_output(out_.changes, tokens_[suspect.token].text), suspect.confidence,
           in_case_of(to_utf32(seen), knowledge_.lexicon.letters(suspect.meant)), true});
    }
    std::sort(out_.doubts.begin(), out_.doubts.end(),
              [](const Doubt& a, const Doubt& b) { return a.out.begin < b.out.begin; });
  }

  void copy_to(std::size_t end) {
    out_.text += text_.substr(copied_, end - copied_);
    copied_ = end;
  }
  void finish() { copy_to(text_.size()); }

  static constexpr Candidate kBreakCandidate{lm::kBreak, 0};
  static constexpr Candidate kNumberCandidate{lm::kNumber, 0};
  static constexpr std::span<const Candidate> kBreakOption{&kBreakCandidate, 1};
  static constexpr std::span<const Candidate> kNumberOption{&kNumberCandidate, 1};

  const Knowledge& knowledge_;
  std::string_view text_;
  const RestoreOptions& options_;
  Effort effort_;
  WordTypes types_;
  TypedWords typed_;
  std::vector<Token> tokens_;
  std::vector<WordType*> word_types_;  ///< by token
  std::vector<ChannelId> line_channels_;
  std::vector<bool> only_flagged_;  ///< by line
  std::vector<bool> typed_lines_;
  double sure_near_clean_ = kSureNearClean;
  const std::vector<double>* keep_ = nullptr;
  ChannelId readers_own_ = kCleanText;  ///< clean if there is no such channel
  bool learning_ = false;               ///< in the first look, which writes nothing
  std::size_t observed_ = 0;            ///< words in it
  std::map<ChannelId, Observations> observations_;
  std::size_t line_ = 0;
  bool new_line_ = false;
  std::optional<ContextEvidence> context_;
  NameHints name_hints_;
  std::deque<std::vector<Candidate>> raised_;  ///< options of the columns that they speak of
  std::vector<Place> places_;
  std::vector<Column> columns_;
  std::vector<Decided> decided_;
  std::vector<Sighting> sightings_;
  Definitions defined_;
  Restored out_;
  std::size_t copied_ = 0;
};

/// The reader's confidence by token; empty without evidence.
std::vector<double> trust(const std::vector<Token>& tokens, const std::vector<Change>& changes,
                          std::span<const WordEvidence> evidence) {
  std::vector<double> out;
  if (evidence.empty()) return out;
  out.assign(tokens.size(), 0);
  std::size_t at = 0;
  for (const WordEvidence& word : evidence) {
    const Bytes there = to_output(changes, word.text);
    while (at < tokens.size() && tokens[at].text.end <= there.begin) ++at;
    for (std::size_t i = at; i < tokens.size() && tokens[i].text.begin < there.end; ++i) {
      out[i] = word.confidence;
    }
  }
  return out;
}

}  // namespace

Restored restore_window(const Knowledge& knowledge, const text::Normalised& text,
                        const RestoreOptions& options, std::span<const WordEvidence> evidence) {
  Passage passage(knowledge, text.text, options);
  return passage.run(trust(passage.tokens(), text.changes, evidence));
}

}  // namespace codau::restore

// restore/decode/token_window.h — one window of text: its tokens, and the damage of each of its
// lines. Terms:
// 1. A window is a text that is restored at once (repair/restore_window.h).
// 2. A channel is a kind of damage. A learnt channel is a trained error model
//    (lexicon/knowledge.h).
// 3. Evidence is the confidence that an OCR engine gave for words of the text (text/options.h).
// 4. A typed word was typed with the keys of an input method while it was off: "vieetj" for "việt"
//    (typed_words.h).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "restore/decode/candidate_finder.h"
#include "restore/decode/typed_words.h"
#include "restore/lexicon/knowledge.h"
#include "restore/lexicon/search_budget.h"
#include "restore/text/options.h"
#include "restore/text/tokens.h"

namespace codau::restore {

/// The data and caches that all steps of restoring one window share. The functions of these steps
/// take them as a parameter. If the parameter is const, the function makes no new dictionary search
/// for a word.
struct WindowResources {
  /// Keeps references to all arguments, which must outlive the struct. `cache` keeps the results of
  /// dictionary searches for later windows (decode/word_cache.h).
  WindowResources(const Knowledge& all_knowledge, const RestoreOptions& options, WordCache& cache);

  // Members that stay the same for the whole window.
  const Knowledge& knowledge;
  const RestoreOptions& restore_options;
  /// The learnt channel "viet_ocr": damage by OCR engines for Vietnamese. Evidence counts only in
  /// lines with this channel. kCleanText if the models have no channel of this name.
  const ChannelId viet_ocr_channel;

  // Members that change from step to step.
  SearchBudget budget;     ///< the steps of all dictionary searches in the window
  CandidateFinder finder;  ///< the words of the window and their candidates
  TypedWords typed_words;  ///< finds typed words; stores the results in the words of `finder`
};

/// The damage of one line.
struct LineDamage {
  ChannelId channel = kCleanText;  ///< the kind of damage (lexicon/knowledge.h)
  bool is_typed = false;           ///< the line has many typed words
  /// The words of this line stay unchanged, except typed words. Restoration only reports its
  /// doubtful words (Restoration::doubts). True if the author seems to have left out diacritics
  /// here and there: these are errors of the author, not damage. Step 5 of infer_line_damage() sets
  /// the value (line_damage.h), and decide() uses it (repair/decisions.h).
  bool is_only_flagged = false;
};

/// A window cut into tokens. The token of a line end (ends_line()) belongs to the line after it.
struct TokenWindow {
  std::string_view text;  ///< the text, which must outlive the window
  std::vector<Token> tokens;
  /// By token: the word, with the results of its dictionary searches (lexicon/word_type.h). Null
  /// for all tokens except words.
  std::vector<WordType*> word_types;
  std::vector<std::uint32_t> line_of;  ///< by token: index in `lines`
  std::vector<LineDamage> lines;       ///< at least one
  /// By token: the confidence of the OCR engine, from 0 to 1. 0 if the evidence has no value for
  /// the token. Empty if there is no evidence.
  std::vector<double> engine_confidence;
  /// The text has little damage, so a seeming error is seldom damage. This is so if one of two
  /// kinds of words is below a tenth of all words of the window:
  /// 1. words in lines of WindowResources::viet_ocr_channel;
  /// 2. words in all other damaged lines.
  /// If true, decide() (repair/decisions.h) changes words in lines of viet_ocr_channel only if the
  /// change is nearly certain. Names and foreign words stay unchanged there. Step 6 of
  /// infer_line_damage() (line_damage.h) sets the value.
  bool is_nearly_clean = false;
  bool has_question_mark_letters = false;  ///< "?" stands for lost letters (text/lost_letters.h)
  /// An engine for Vietnamese has read the text, but gave no evidence (repair/engine_output.h).
  bool is_engine_output = false;

  /// Returns the damage of the line of `token`.
  [[nodiscard]] const LineDamage& line(std::size_t token) const { return lines[line_of[token]]; }
};

/// Returns the window of `text`, with its words looked up in the dictionaries of `resources`. Every
/// line gets kCleanText; call infer_line_damage() afterwards (line_damage.h). `tokens`: the tokens
/// of `text`. `engine_confidence`: as in TokenWindow.
[[nodiscard]] TokenWindow make_token_window(WindowResources& resources, std::string_view text,
                                            std::vector<Token> tokens,
                                            std::vector<double> engine_confidence = {});

/// Returns true if words may be typed words: in mode RestoreMode::kAuto without evidence.
[[nodiscard]] bool may_be_typed(const WindowResources& resources, const TokenWindow& window);

/// Returns the possible originals of the token with index `token`, if it is a typed word. Returns
/// null if it cannot be a typed word, or if may_be_typed() is false. The argument
/// `in_typed_line` tells whether the line has many typed words, which makes a typed word likelier.
/// The result lives as long as the WordType of the token. Precondition: the token is a word.
[[nodiscard]] const TypedWord* find_typed_word(WindowResources& resources,
                                               const TokenWindow& window, std::size_t token,
                                               bool in_typed_line);

}  // namespace codau::restore

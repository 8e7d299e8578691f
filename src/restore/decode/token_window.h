// restore/decode/token_window.h — one window of text: its tokens, and the damage of each of its
// lines. A window is a text that is restored at once (repair/restore_window.h).
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

/// The data and caches that all steps of restoring one window share. A function that takes them as
/// const looks up no new word.
struct WindowResources {
  /// Keeps references to all arguments, which must outlive it. `cache` keeps results of look-ups
  /// for later windows.
  WindowResources(const Knowledge& everything, const RestoreOptions& asked, WordCache& cache);

  // Members that stay the same for the whole window.
  const Knowledge& knowledge;
  const RestoreOptions& restore_options;
  /// The learnt channel "viet_ocr": damage by OCR engines for Vietnamese. Such an engine may give
  /// evidence (text/options.h). kCleanText if the models have no such channel.
  const ChannelId reader_channel;

  // Members that change from step to step.
  SearchBudget budget;     ///< the steps of all dictionary searches in the window
  CandidateFinder finder;  ///< the words of the window and their candidates
  TypedWords typed_words;  ///< finds typed words; stores the results in the words of `finder`
};

/// The damage of one line.
struct LineDamage {
  ChannelId channel = kCleanText;  ///< the kind of damage (lexicon/knowledge.h)
  bool is_typed = false;           ///< the line has many typed words (typed_words.h)
  bool is_only_flagged = false;    ///< the author left diacritics out: words stay unchanged
};

/// A window cut into tokens. A token that ends a line (ends_line()) counts to the next line.
struct TokenWindow {
  std::string_view text;  ///< the text, which must outlive the window
  std::vector<Token> tokens;
  std::vector<WordType*> word_types;   ///< by token; null for all but kWord
  std::vector<std::uint32_t> line_of;  ///< by token: index in `lines`
  std::vector<LineDamage> lines;       ///< at least one
  /// By token: confidence of the OCR engine, [0, 1]; 0 if it gave none. Empty without evidence.
  std::vector<double> engine_confidence;
  /// True if the lines of WindowResources::reader_channel, or those of all other damage, have less
  /// than a tenth of the words. Changes in lines of reader_channel must then be nearly certain.
  bool is_nearly_clean = false;
  bool has_question_mark_letters = false;  ///< has_question_marks_for_letters(text)
  /// An engine for Vietnamese has read the text, but gave no evidence (repair/engine_output.h).
  bool is_engine_output = false;

  /// Returns the damage of the line of `token`.
  [[nodiscard]] const LineDamage& line(std::size_t token) const { return lines[line_of[token]]; }
};

/// Returns the window of `text` with its words looked up. Its lines have no damage yet;
/// infer_line_damage() (line_damage.h) sets it. `tokens`: those of `text`. `engine_confidence`: as
/// in TokenWindow.
[[nodiscard]] TokenWindow make_token_window(WindowResources& resources, std::string_view text,
                                            std::vector<Token> tokens,
                                            std::vector<double> engine_confidence = {});

/// Returns true in mode kAuto without evidence. Only then may words be typed words.
[[nodiscard]] bool may_be_typed(const WindowResources& resources, const TokenWindow& window);

/// Returns the meanings of a word as a typed word (typed_words.h). Returns null if it cannot be
/// one, or if may_be_typed() is false. Preconditions: the token is a word; `in_typed_line` is
/// LineDamage::is_typed of its line.
[[nodiscard]] const TypedWord* find_typed_word(WindowResources& resources,
                                               const TokenWindow& window, std::size_t token,
                                               bool in_typed_line);

}  // namespace codau::restore

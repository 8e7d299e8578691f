// restore/decode/token_window.h — one window of text: its tokens, and the damage of each of its
// lines.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "restore/decode/typed_words.h"
#include "restore/decode/word_types.h"
#include "restore/lexicon/knowledge.h"
#include "restore/lexicon/search_budget.h"
#include "restore/text/options.h"
#include "restore/text/tokens.h"

namespace codau::restore {

/// The data and caches that all steps of restoring one window share. A function that takes them as
/// const looks up no new word.
struct WindowResources {
  /// Keeps references to all arguments. `cache` keeps results of look-ups for later windows.
  WindowResources(const Knowledge& everything, const RestoreOptions& asked, WordCache& cache);

  // Members that stay the same for the whole window.
  const Knowledge& knowledge;
  const RestoreOptions& restore_options;
  /// The channel of the engine that gives evidence (WordEvidence). kCleanText if the models have no
  /// such channel.
  const ChannelId reader_channel;

  // Members that change from step to step.
  /// The budget of all searches in the window. If it runs short, the last steps of restore_window()
  /// search less.
  SearchBudget budget;
  /// The words of the window. Their channels change once, between the first pass and the last
  /// (WordTypes::use_channels()).
  WordTypes types;
  TypedWords typed_words;  ///< stores its results in the words of `types`
};

/// The damage of one line.
struct LineDamage {
  ChannelId channel = kCleanText;
  bool is_typed = false;         ///< much of the line is keys typed without an input method
  bool is_only_flagged = false;  ///< errors of the line are the author's: reported, not changed
};

/// A window cut into tokens. A line feed or other token that ends a line belongs to the next line.
struct TokenWindow {
  std::string_view text;
  std::vector<Token> tokens;
  std::vector<WordType*> word_types;   ///< by token; null except for words
  std::vector<std::uint32_t> line_of;  ///< by token: index in `lines`
  std::vector<LineDamage> lines;       ///< at least one
  /// By token: confidence of the OCR engine, [0, 1]. Empty without evidence.
  std::vector<double> engine_confidence;
  /// True if lines of the reader channel are few, or other damaged lines are: less than a tenth of
  /// the words. Changes in lines of the reader channel must then be nearly certain.
  bool is_nearly_clean = false;
  bool has_question_mark_letters = false;  ///< has_question_marks_for_letters(text)
  /// An engine for Vietnamese has read the text, though it gave no evidence (engine_output.h).
  bool is_engine_output = false;

  /// Returns the damage of the line of `token`.
  [[nodiscard]] const LineDamage& line(std::size_t token) const { return lines[line_of[token]]; }
};

/// Returns the window of `text`, with its words looked up. The damage of its lines is set later, by
/// infer_line_damage(). `tokens`: those of `text`. `engine_confidence`: by token, or empty.
[[nodiscard]] TokenWindow make_token_window(WindowResources& resources, std::string_view text,
                                            std::vector<Token> tokens,
                                            std::vector<double> engine_confidence = {});

/// Returns true in mode kAuto without evidence. Only then may words be keys typed without an input
/// method.
[[nodiscard]] bool may_be_typed(const WindowResources& resources, const TokenWindow& window);

/// Returns the candidates of the word `token`, read as keys typed without an input method. Returns
/// null if the word cannot be such keys. `in_typed_line`: LineDamage::is_typed of the line.
/// Precondition: the token is a word.
[[nodiscard]] const TypedWord* find_typed_word(WindowResources& resources,
                                               const TokenWindow& window, std::size_t token,
                                               bool in_typed_line);

}  // namespace codau::restore

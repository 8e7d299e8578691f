#include "pipeline/output/edited_text_files.h"

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <string_view>
#include <utility>

#include "core/changes.h"
#include "core/error.h"
#include "pipeline/inputs/reject_list.h"
#include "pipeline/output/output_files.h"
#include "record/edits/human_changes.h"
#include "worker/late_changes.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> contents(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  std::string out(std::istreambuf_iterator<char>(in), {});
  return in.bad() ? std::nullopt : std::optional(std::move(out));
}

std::size_t count_lines(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return c == '\n' || c == '\f'; }));
}

/// Returns the offset of the line that follows the one at `from` by `count` lines.
std::size_t skip_lines(std::string_view text, std::size_t from, std::size_t count) {
  for (; count > 0 && from < text.size(); --count) {
    const std::size_t end = text.find_first_of("\n\f", from);
    from = end == std::string_view::npos ? text.size() : end + 1;
  }
  return from;
}

/// Returns true if the text follows from its changes. Throws if the changes are damaged.
bool is_of_its_changes(const TextFiles& files) {
  return codau::apply(worker::flatten_log(worker::parse_late_log(files.changes)), files.found) ==
         files.text;
}

/// Returns the texts with the human edits, made from the OCR text and the automatic changes. Throws
/// if the changes are damaged.
TextFiles told(const TextFiles& files, const HumanEditState& people) {
  const worker::LateLog made = worker::remove_values(worker::parse_late_log(files.changes));
  const std::string text = codau::apply(worker::flatten_log(made), files.found);
  const auto all = worker::join_changes(
      made, record::compute_human_changes(text, people.records, people.edits), files.found);
  return {files.found, codau::apply(worker::flatten_log(all), files.found), worker::to_text(all)};
}

}  // namespace

std::optional<TextFiles> read_text_files(const std::optional<store::DocumentTexts>& stored,
                                         const fs::path& text) {
  if (!stored || !stored->changes) return std::nullopt;
  auto now = contents(text);
  if (!now) return std::nullopt;
  return TextFiles{stored->as_read, *std::move(now), *stored->changes};
}

std::optional<std::string> undo_late_changes(const TextFiles& files) {
  std::optional<std::string> out;
  (void)catch_error([&] {
    const worker::LateLog log = worker::parse_late_log(files.changes);
    if (codau::apply(worker::flatten_log(log), files.found) == files.text)
      out = codau::apply(worker::flatten_log(worker::remove_late_changes(log)), files.found);
  });
  return out;
}

std::optional<TextFiles> apply_human_changes(const TextFiles& files, const record::Records& records,
                                             std::span<const record::HumanEdit> edits) {
  std::optional<TextFiles> out;
  (void)catch_error([&] {
    if (is_of_its_changes(files)) out = told(files, {records, edits});
  });
  return out;
}

std::optional<RewrittenTexts> rewrite_text(const fs::path& text,
                                           const std::optional<store::DocumentTexts>& stored,
                                           const HumanEditState& before,
                                           const HumanEditState& after,
                                           std::vector<store::PrintedPassage> printed,
                                           io::AtomicFileBatch& files) {
  const auto there = read_text_files(stored, text);
  std::optional<TextFiles> was, now;
  (void)catch_error([&] {
    if (!there) return;
    was = told(*there, before);
    now = told(*there, after);
  });
  if (!now || (*now == *there && *now == *was)) return std::nullopt;
  // A killed command may have replaced the file.
  if (!is_of_its_changes(*there) && there->text != was->text && there->text != now->text)
    return std::nullopt;
  add_text_file(text, store::whole_text(now->text), files);
  return RewrittenTexts{move_printed(std::move(printed), was->text, now->text), *std::move(now)};
}

void save_texts(store::Store& store, std::string_view doc_id, const TextFiles& texts) {
  store.save_texts(doc_id, store::whole_text(texts.found), store::whole_text(texts.changes));
}

std::vector<store::PrintedPassage> move_printed(std::vector<store::PrintedPassage> printed,
                                                const std::string& before,
                                                const std::string& after) {
  if (before == after || count_lines(before) != count_lines(after)) return printed;
  std::size_t at = 0, begin = 0;  // offsets of the same line in `before` and in `after`
  for (store::PrintedPassage& one : printed) {
    std::size_t found = before.find(one.text, at);
    while (found != std::string::npos && found > 0 && before[found - 1] != '\n' &&
           before[found - 1] != '\f')
      found = before.find(one.text, found + 1);
    if (found == std::string::npos) continue;
    begin = skip_lines(after, begin, count_lines(std::string_view(before).substr(at, found - at)));
    at = found;
    const std::size_t last = skip_lines(after, begin, count_lines(one.text));
    const bool ends_line = one.text.empty() || one.text.back() == '\n';
    const std::size_t end =
        ends_line ? last : std::min(after.find_first_of("\n\f", last), after.size());
    one.text = after.substr(begin, end - begin);
  }
  return printed;
}

}  // namespace codau::pipeline

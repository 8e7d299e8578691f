#include "pipeline/output/people_files.h"

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <string_view>
#include <utility>

#include "core/changes.h"
#include "core/error.h"
#include "pipeline/inputs/reject_list.h"
#include "pipeline/output/document_folder.h"
#include "pipeline/output/document_parts.h"
#include "record/people_text.h"
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

/// Where the line begins that is `count` lines behind the one at `from`.
std::size_t skip_lines(std::string_view text, std::size_t from, std::size_t count) {
  for (; count > 0 && from < text.size(); --count) {
    const std::size_t end = text.find_first_of("\n\f", from);
    from = end == std::string_view::npos ? text.size() : end + 1;
  }
  return from;
}

/// Returns whether text.txt is the result of changes.jsonl. Throws if changes.jsonl is damaged.
bool is_of_its_changes(const TextFiles& files) {
  return codau::apply(worker::changes_of(worker::log_from(files.changes)), files.found) ==
         files.text;
}

/// Returns the files with the values of people, from ocr.txt and the changes of machines. Throws if
/// changes.jsonl is damaged.
TextFiles told(const TextFiles& files, const ByPeople& people) {
  const worker::LateLog made = worker::without_people(worker::log_from(files.changes));
  const std::string text = codau::apply(worker::changes_of(made), files.found);
  const auto all = worker::joined(
      made, record::changes_by_people(text, people.records, people.edits), files.found);
  return {files.found, codau::apply(worker::changes_of(all), files.found), worker::to_text(all)};
}

}  // namespace

std::optional<TextFiles> read_text_files(const fs::path& folder) {
  auto found = contents(folder / "ocr.txt"), text = contents(folder / "text.txt"),
       changes = contents(folder / kChanges);
  if (!found || !text || !changes) return std::nullopt;
  return TextFiles{*std::move(found), *std::move(text), *std::move(changes)};
}

std::optional<std::string> restored_text(const TextFiles& files) {
  std::optional<std::string> out;
  (void)error_of([&] {
    const worker::LateLog log = worker::log_from(files.changes);
    if (codau::apply(worker::changes_of(log), files.found) == files.text)
      out = codau::apply(worker::changes_of(worker::as_restored(log)), files.found);
  });
  return out;
}

std::optional<TextFiles> with_people(const TextFiles& files, const record::Records& records,
                                     std::span<const record::HumanEdit> edits) {
  std::optional<TextFiles> out;
  (void)error_of([&] {
    if (is_of_its_changes(files)) out = told(files, {records, edits});
  });
  return out;
}

std::optional<NewTexts> write_texts(const fs::path& folder, const ByPeople& before,
                                    const ByPeople& after, std::vector<store::Printed> printed,
                                    io::AtomicFileBatch& files) {
  const auto there = read_text_files(folder);
  std::optional<TextFiles> was, now;
  (void)error_of([&] {
    if (!there) return;
    was = told(*there, before);
    now = told(*there, after);
  });
  if (!now || (*now == *there && *now == *was)) return std::nullopt;
  // A killed command may have replaced one of the two files, or both.
  if (!is_of_its_changes(*there) && there->text != was->text && there->text != now->text)
    return std::nullopt;
  const auto put = [&](const fs::path& target, const std::string& bytes) {
    FilledFile file(target);
    file.take(bytes);
    file.keep_with(files);
    return file.mark();
  };
  (void)put(folder / "text.txt", now->text);
  NewTexts out{printed_in(std::move(printed), was->text, now->text), {}};
  out.changes = put(folder / kChanges, now->changes);
  return out;
}

std::vector<store::Printed> printed_in(std::vector<store::Printed> printed,
                                       const std::string& before, const std::string& after) {
  if (before == after || count_lines(before) != count_lines(after)) return printed;
  std::size_t at = 0, begin = 0;  // in `before`, and in `after`: where the same line begins
  for (store::Printed& one : printed) {
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

#include "pipeline/edits/document_lines.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string_view>
#include <utility>

#include "core/changes.h"
#include "pipeline/inputs/reject_list.h"
#include "record/edits/edit_row_finder.h"
#include "record/rows/source_map.h"
#include "worker/late_changes.h"

namespace codau::pipeline {
namespace {

constexpr std::string_view kBlanks = " \t\r\n\f";

/// Returns true if the ranges share a byte, or meet.
bool touch(ByteRange a, ByteRange b) { return a.begin <= b.end && b.begin <= a.end; }

/// Returns the number of the first line of a text, given a passage of it.
std::uint32_t find_first_line(std::string_view text, const store::PrintedPassage& passage) {
  std::size_t found = text.find(passage.text);
  while (found != std::string_view::npos && found > 0 && text[found - 1] != '\n' &&
         text[found - 1] != '\f')
    found = text.find(passage.text, found + 1);
  if (found == std::string_view::npos) return passage.first_line;
  const auto before = static_cast<std::uint32_t>(std::ranges::count(text.substr(0, found), '\n'));
  return passage.first_line > before ? passage.first_line - before : 1;
}

}  // namespace

DocumentLines::DocumentLines(const store::Store& store, const std::string& doc_id) {
  const auto stored = store.texts(doc_id);
  if (!stored || !stored->changes) return;
  first_page_ = record::find_page_range(store.rows_of(doc_id, record::TableId::kSources)).from;
  (void)catch_error([&] {
    const worker::LateLog log = worker::parse_late_log(*stored->changes);
    const std::vector<Change> changes = worker::flatten_log(log);
    const auto text_of = [&](const worker::LateLog& of) {
      return split(codau::apply(worker::flatten_log(of), stored->as_read));
    };
    restored_ = text_of(worker::remove_late_changes(log));
    made_ = text_of(worker::keep_line_changes(log));
    for (std::size_t i = 0; i < log.size(); ++i)
      if (log[i].is_value()) values_.push_back(changes[i].out);
    shown_ = text_of(log);
  });
  for (const store::PrintedPassage& passage : store.printed(doc_id)) {
    if (passage.page && *passage.page != first_page_) continue;
    first_line_ = passage.page ? passage.first_line : find_first_line(shown_.text, passage);
    break;
  }
}

DocumentLines::LinesOfText DocumentLines::split(std::string text) const {
  const std::string_view breaks = first_page_ > 0 ? "\n\f" : "\n";
  LinesOfText out{std::move(text), {}, {0}};
  for (std::size_t at = 0; at <= out.text.size();) {
    const std::size_t end = std::min(out.text.find_first_of(breaks, at), out.text.size());
    const bool has_return = end > at && out.text[end - 1] == '\r';
    out.lines.push_back(
        {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end - (has_return ? 1 : 0))});
    if (end < out.text.size() && out.text[end] == '\f') out.pages.push_back(out.lines.size());
    at = end + 1;
  }
  return out;
}

std::optional<std::size_t> DocumentLines::find_index(const record::PrintedLine& place) const {
  if ((place.page == 0) != (first_page_ == 0) || place.page < first_page_) return std::nullopt;
  const std::size_t page = place.page - first_page_;
  const std::uint32_t first = page == 0 ? first_line_ : 1;
  if (page >= shown_.pages.size() || place.line < first) return std::nullopt;
  const std::size_t index = shown_.pages[page] + (place.line - first);
  const std::size_t end =
      page + 1 < shown_.pages.size() ? shown_.pages[page + 1] : shown_.lines.size();
  return index < end ? std::optional(index) : std::nullopt;
}

/// Returns the wanted line without values and ink marks that the person has left as they are.
/// Returns nothing if the person has changed words of a value.
std::optional<std::string> DocumentLines::remove_values(std::size_t index,
                                                        const std::string& wanted) const {
  const std::string made = made_.line(index), shown = shown_.line(index);
  const auto late = record::compute_edits(made, shown);
  const auto own = record::compute_edits(shown, wanted);
  std::vector<Change> kept;
  for (const Change& one : late) {
    const bool is_touched =
        std::ranges::any_of(own, [&](const Change& by) { return touch(by.in, one.out); });
    if (!is_touched) {
      kept.push_back(one);
      continue;
    }
    const std::uint32_t begin = shown_.lines[index].begin;
    const ByteRange place{one.out.begin + begin, one.out.end + begin};
    if (std::ranges::any_of(values_, [&](ByteRange value) { return touch(value, place); }))
      return std::nullopt;
  }
  std::vector<Change> all = compose(late, own, made);
  std::erase_if(all, [&](const Change& one) {
    return std::ranges::any_of(
        kept, [&](const Change& other) { return other.in == one.in && other.after == one.after; });
  });
  set_output_ranges(all);
  return codau::apply(all, made);
}

record::JudgedEdit DocumentLines::judge(const record::EditRequest& request,
                                        const record::Reviewer& who) {
  const auto refuse = [](Message why) { return record::JudgedEdit{{}, std::move(why)}; };
  record::HumanEdit edit = request.edit;
  const auto index = find_index(edit.line);
  if (!index || *index >= made_.lines.size() || *index >= restored_.lines.size())
    return refuse(both("văn bản không có dòng này", "the document has no such line"));
  const std::string shown = shown_.line(*index), made = made_.line(*index);
  const std::string read = restored_.line(*index);
  const auto* const asked = std::get_if<std::string>(&edit.value);
  const std::string wanted = asked == nullptr ? read : *asked;
  const auto earlier = accepted_.find(*index);
  if (earlier != accepted_.end()) {
    if (earlier->second == wanted) return {};
    return refuse(both("có hai chỗ sửa khác nhau cho cùng một dòng",
                       "two different texts are given for one line"));
  }
  if (asked == nullptr ? made == read : shown == wanted) return {};
  if (!request.expected || *request.expected != record::Value(shown))
    return refuse(
        both("dòng hiện nay khác với \"before\"", "the present line is not that of \"before\""));
  if (read.find_first_not_of(kBlanks) == std::string::npos)
    return refuse(
        both("dòng này để trống, không sửa được", "the line is blank and cannot be corrected"));
  if (asked != nullptr) {
    const auto own = remove_values(*index, wanted);
    if (!own)
      return refuse(
          both("trong dòng có giá trị do người sửa ghi; hãy sửa giá trị ấy ở dòng của bảng",
               "the line shows a value that a person has set; set that value in its row instead"));
    edit.value = *own == read ? record::Value() : record::Value(*own);
  }
  accepted_.emplace(*index, wanted);
  edit.before = made;
  edit.read = read;
  edit.actor = who.actor;
  edit.at = who.at;
  return {std::move(edit), std::nullopt};
}

bool DocumentLines::is_file_ours(const std::filesystem::path& file) const {
  std::ifstream in(file, std::ios::binary);
  if (!in) return true;
  const std::string now(std::istreambuf_iterator<char>(in), {});
  if (now == shown_.text) return true;
  std::string after = shown_.text;
  for (auto one = accepted_.rbegin(); one != accepted_.rend(); ++one) {
    const ByteRange place = shown_.lines[one->first];
    after.replace(place.begin, place.size(), one->second);
  }
  return now == after;
}

std::vector<record::LineCorrection> find_lines_of_file(const store::Store& store,
                                                       const std::string& first,
                                                       const std::optional<EditsOfDocument>& news) {
  std::vector<std::string> documents = store.sub_documents(first);
  documents.push_back(first);
  std::vector<record::HumanEdit> all;
  for (const std::string& doc_id : documents) {
    const bool is_new = news && news->doc_id == doc_id;
    for (const std::string& line : is_new ? news->edits : store.edits(doc_id)) {
      if (line.find("set_line") == std::string::npos) continue;  // most edits are of rows
      auto edit = record::edit_from_json(line);
      if (edit && edit->action == record::EditAction::kSetLine) all.push_back(std::move(*edit));
    }
  }
  std::ranges::stable_sort(all, {}, &record::HumanEdit::at);
  return record::find_line_corrections(all);
}

}  // namespace codau::pipeline

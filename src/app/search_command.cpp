#include "app/search_command.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>
#include <string_view>

#include "app/command_line_help.h"
#include "app/terminal.h"
#include "core/error.h"
#include "core/message.h"
#include "io/atomic_file.h"
#include "io/temp_file.h"
#include "store/search/search_index.h"
#include "text/json_text.h"
#include "text/printable.h"

namespace codau::app {
namespace {

/// The escape codes for bold red on a terminal; a file gets none.
struct MatchColours {
  std::string_view begin, end;
};

MatchColours choose_match_colours(int fd) {
  if (!has_colours(fd)) return {};
  return {"\x1b[1;31m", "\x1b[0m"};
}

/// Makes the text printable: a scan may contain any byte, and none may control the terminal.
std::string make_visible(std::string_view text) {
  std::string out(text);
  std::ranges::replace(out, '\t', ' ');
  return text::make_printable(out, out.size() * 3);  // nothing is cut: a byte becomes at most three
}

/// Returns the part of a long line that shows the first match, cut between words.
ByteRange choose_excerpt(const store::SearchHit& hit) {
  constexpr std::size_t kMaxBytesBeforeMatch = 100, kMaxBytesAfterMatch = 200;  // bytes
  const std::string& text = hit.text;
  const std::size_t first = hit.marks.empty() ? 0 : hit.marks.front().begin;
  std::size_t begin = first > kMaxBytesBeforeMatch ? text.find(' ', first - kMaxBytesBeforeMatch)
                                                   : text.find_first_not_of(" \t");
  std::size_t end = text.size();
  if (begin > first) begin = first;
  if (end - first > kMaxBytesAfterMatch)
    end = std::min(text.find(' ', first + kMaxBytesAfterMatch), end);
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

/// Returns the file names that two documents share.
std::set<std::string> find_shared_names(const std::vector<store::SearchHit>& hits) {
  std::map<std::string, std::string> documents;
  std::set<std::string> out;
  for (const store::SearchHit& hit : hits) {
    const auto known = documents.emplace(hit.source_name, hit.doc_id).first;
    if (known->second != hit.doc_id) out.insert(hit.source_name);
  }
  return out;
}

/// `name`: the name of the file, or its path.
std::string format_text_line(const store::SearchHit& hit, const std::string& name,
                             MatchColours marks, Language language) {
  std::string out = make_visible(name);
  if (hit.page) out += pick(language, ", trang ", ", page ") + std::to_string(*hit.page);
  out += pick(language, ", dòng ", ", line ") + std::to_string(hit.line) + ": ";
  const ByteRange shown = choose_excerpt(hit);
  std::uint32_t at = shown.begin;
  if (hit.text.find_first_not_of(" \t") < at) out += "…";
  for (const ByteRange mark : hit.marks) {
    if (mark.end > shown.end) break;
    out += make_visible(slice(hit.text, {at, mark.begin}));
    out.append(marks.begin).append(make_visible(slice(hit.text, mark))).append(marks.end);
    at = mark.end;
  }
  out += make_visible(slice(hit.text, {at, shown.end}));
  if (shown.end < hit.text.size()) out += " …";
  return out + '\n';
}

std::string format_json_line(const store::SearchHit& hit) {
  std::string out = "{";
  const auto key = [&](std::string_view name) {
    if (out.size() > 1) out += ',';
    text::append_json_string(out, name);
    out += ':';
  };
  const auto text = [&](std::string_view name, std::string_view value) {
    key(name);
    text::append_json_string(out, value);
  };
  text("doc_id", hit.doc_id);
  text("source_name", hit.source_name);
  text("source_path", hit.source_path);
  key("page");
  out += hit.page ? std::to_string(*hit.page) : "null";
  key("line");
  out += std::to_string(hit.line);
  text("text", hit.text);
  key("marks");
  for (std::string_view before = "["; const ByteRange mark : hit.marks) {
    out.append(before).append("[" + std::to_string(mark.begin));
    out += ',' + std::to_string(mark.end) + ']';
    before = ",";
  }
  return out + "]}\n";
}

}  // namespace

void add_options(CLI::App& app, SearchCommand& command, Language language) {
  const auto say = [&](std::string_view vi, std::string_view en) { return pick(language, vi, en); };
  app.add_option(say("KẾT_QUẢ", "OUT"), command.out,
                 say("thư mục kết quả của codau run", "output of codau run"))
      ->required();
  app.add_option(
         say("TỪ", "WORDS"), command.words,
         say("những từ cùng có trên một trang, gõ có dấu hay không dấu đều được; \"…\" là cụm từ, "
             "hồ* là "
             "từ bắt đầu bằng hồ",
             "words that a page must all have, with marks or without; \"…\" is a phrase, hồ* any "
             "word that begins so"))
      ->required();
  accept_number(*app.add_option("--limit", command.limit,
                                say("số dòng kết quả tối đa", "at most so many lines"))
                     ->capture_default_str(),
                1, 1'000'000, language);
  accept_one_of(
      *app.add_option("--format", command.format, say("định dạng kết quả", "form of the result"))
           ->capture_default_str(),
      {"text", "jsonl"}, language);
  app.footer(say("Ví dụ:\n  codau search ket-qua 'ho so \"một cửa\" 07/KH-UBND'",
                 "Example:\n  codau search ket-qua 'ho so \"một cửa\" 07/KH-UBND'"));
}

int run(const SearchCommand& command, Language language) {
  std::string typed;
  for (const std::string& word : command.words) typed += (typed.empty() ? "" : " ") + word;
  const store::SearchQuery query = store::parse_query(typed);
  if (query.empty()) {
    throw Error(ErrorCode::kUsage, both("không có chữ hay số nào để tìm",
                                        "there is no letter and no digit to search for"));
  }
  const store::SearchIndex index(std::filesystem::path(command.out) / "codau.db");
  io::remove_stale_temp_files(command.out);
  io::remove_stale_temp_files(std::filesystem::path(command.out) / "exports");
  const store::SearchHits found = index.find(query, command.limit);
  io::FileSink out(STDOUT_FILENO, pick(language, "đầu ra chuẩn", "standard output"));
  const MatchColours marks = choose_match_colours(STDOUT_FILENO);
  const std::set<std::string> shared = find_shared_names(found.hits);
  for (const store::SearchHit& hit : found.hits) {
    const std::string& name = shared.contains(hit.source_name) ? hit.source_path : hit.source_name;
    out.write(command.format == "jsonl" ? format_json_line(hit)
                                        : format_text_line(hit, name, marks, language));
  }
  out.flush();
  if (found.hits.empty()) {
    std::fputs(pick(language, "không tìm thấy\n", "nothing found\n").c_str(), stderr);
  } else if (found.has_more) {
    std::fputs(pick(language, "còn kết quả khác; xem thêm bằng --limit N\n",
                    "there is more; see --limit\n")
                   .c_str(),
               stderr);
  }
  return 0;
}

}  // namespace codau::app

#include "pipeline/inputs/join_folders.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "pipeline/inputs/source_identity.h"
#include "record/schema/ids.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Returns the part of `text` from `at` that has only digits, or no digit.
std::string_view stretch(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end]) == is_digit(text[at])) ++end;
  return text.substr(at, end - at);
}

/// Sorts "page 2" before "page 10", and "page" before "page (2)".
bool comes_before(std::string_view a, std::string_view b) {
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    const std::string_view one = stretch(a, i), other = stretch(b, j);
    i += one.size();
    j += other.size();
    if (one == other) continue;
    if (!is_digit(one.front()) || !is_digit(other.front())) return one < other;
    const auto value = [](std::string_view digits) {
      return digits.substr(std::min(digits.find_first_not_of('0'), digits.size()));
    };
    const std::string_view left = value(one), right = value(other);
    if (left != right)
      return std::make_pair(left.size(), left) < std::make_pair(right.size(), right);
  }
  if (i < a.size() || j < b.size()) return j < b.size();
  return a < b;
}

/// Compares names without suffix, then with suffix.
bool is_before(const fs::path& a, const fs::path& b) {
  if (a.stem() != b.stem()) return comes_before(a.stem().native(), b.stem().native());
  return a.filename() < b.filename();
}

bool is_folder_image(const InputSource& source) {
  return !source.folder.empty() && !source.refused && !source.is_text() &&
         source.info.format != "pdf" && source.pages > 0;
}

const fs::path& file_of(const InputSource& source) { return source.files.front().file; }

/// Joins images into one source. Precondition: images of one folder, in page order.
InputSource joined(std::vector<InputSource> images) {
  InputSource out;
  out.folder = images.front().folder;
  out.info = images.front().info;
  out.info.bytes = 0;
  out.info.names.clear();
  std::string list;
  for (InputSource& image : images) {
    InputFile file = std::move(image.files.front());
    file.first = out.pages + 1;
    out.pages += image.pages;
    out.info.bytes += image.info.bytes;
    for (record::SourceName name : image.info.names) {
      name.page_from = file.first;
      name.page_to = out.pages;
      out.info.names.push_back(std::move(name));
    }
    list += (list.empty() ? "" : "\n") + file.sha256 + ":1-" + std::to_string(image.pages);
    out.files.push_back(std::move(file));
  }
  out.info.sha256 = record::sha256(list);
  out.info.doc_id = record::doc_id(out.info.sha256);
  return out;
}

/// Marks earlier states of the folder as past and returns them. `sha256`: empty if the folder is no
/// document.
std::vector<store::SeenInput> remember(const std::string& folder, const std::string& path,
                                       const std::string& sha256, store::PageStore& pages) {
  std::vector<store::SeenInput> past;
  for (store::SeenInput one : pages.inputs(folder)) {
    if (one.is_past || one.sha256 == sha256) continue;
    one.is_past = true;
    pages.save_input(one);
    past.push_back(std::move(one));
  }
  if (!sha256.empty()) pages.save_input({folder, path, {}, sha256});
  return past;
}

void make_one_of_equals(std::vector<InputSource>& sources) {
  std::unordered_map<std::string, std::size_t> places;
  std::vector<InputSource> out;
  for (InputSource& source : sources) {
    const auto [at, is_new] = places.emplace(source.info.sha256, out.size());
    if (is_new) {
      out.push_back(std::move(source));
      continue;
    }
    std::string& folder = out[at->second].folder;
    if (!source.folder.empty() && source.folder < folder) folder = source.folder;
    auto& names = out[at->second].info.names;
    for (const record::SourceName& name : source.info.names) {
      if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
    sort_names(out[at->second]);
  }
  sources = std::move(out);
}

}  // namespace

std::vector<store::SeenInput> join_folders(std::vector<InputSource>& sources,
                                           store::PageStore& pages) {
  if (std::ranges::all_of(sources, [](const InputSource& source) { return source.folder.empty(); }))
    return {};
  std::map<std::string, std::vector<InputSource>> folders;  // by normalised path
  std::map<std::string, std::string> paths;
  std::set<std::string> files, refused;  // each file once, even if several inputs contain it
  std::vector<InputSource> out;
  for (InputSource& source : sources) {
    const std::string place = normalise_path(file_of(source).parent_path());
    if (!source.folder.empty()) {
      paths.emplace(place, source.folder);
      if (source.refused) refused.insert(place);
    }
    if (is_folder_image(source)) {
      if (files.insert(normalise_path(file_of(source))).second)
        folders[place].push_back(std::move(source));
    } else {
      source.folder.clear();
      out.push_back(std::move(source));
    }
  }
  std::vector<store::SeenInput> past;
  for (const auto& [place, path] : paths) {
    std::vector<InputSource>& images = folders[place];
    std::string sha256;
    if (images.size() == 1) {
      images.front().folder.clear();
      out.push_back(std::move(images.front()));
    } else if (!images.empty()) {
      std::ranges::sort(images, [](const InputSource& a, const InputSource& b) {
        return is_before(file_of(a), file_of(b));
      });
      out.push_back(joined(std::move(images)));
      sha256 = out.back().info.sha256;
      for (const InputFile& file : out.back().files)
        pages.save_source_file(out.back().info.doc_id, file.first, file.sha256);
    }
    if (refused.contains(place)) continue;  // a failed copy does not change the pages
    for (store::SeenInput& one : remember(place, path, sha256, pages))
      past.push_back(std::move(one));
  }
  sources = std::move(out);
  make_one_of_equals(sources);
  pages.commit();
  return past;
}

}  // namespace codau::pipeline

// tests/support/pdf_tools.h — small PDFs made by hand, and PDFs judged by tools that are not ours:
// qpdf, pdftotext, pdftoppm.
#pragma once

#include <gtest/gtest.h>
#include <stdio.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "export/pdf/searchable_pdf.h"
#include "temp_folder.h"

namespace codau::testing {

inline int run(const std::string& command) {
  return std::system((command + " >/dev/null 2>&1").c_str());
}

inline std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = ::popen(command.c_str(), "r");
  char buffer[4096];
  for (std::size_t n = 0; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) {
    out.append(buffer, n);
  }
  ::pclose(pipe);
  return out;
}

/// A PDF of one page: `page` are its entries besides Type and Parent, `contents` is drawn on it.
/// There is no cross-reference table; every reader rebuilds it.
inline std::string pdf_of(const std::string& page, const std::string& contents) {
  return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
         "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
         "3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R" +
         page +
         ">>endobj\n"
         "4 0 obj<</Length " +
         std::to_string(contents.size()) + ">>stream\n" + contents +
         "\nendstream endobj\n"
         "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
         "trailer<</Root 1 0 R/Size 6>>\n%%EOF\n";
}

/// The same, put into good order by qpdf with the options given.
inline std::filesystem::path made(const TempFolder& folder, const std::string& page,
                                  const std::string& contents, const std::string& options = "") {
  put_bytes(folder / "raw.pdf", pdf_of(page, contents));
  run("qpdf " + options + " " + (folder / "raw.pdf").string() + " " + (folder / "in.pdf").string());
  return folder / "in.pdf";
}

/// `in` with `pages` on it, at `out`.
inline void make_searchable(const std::filesystem::path& in,
                            const std::vector<exports::PdfPage>& pages,
                            const std::filesystem::path& out) {
  io::write_atomically(
      out, [&](io::FileSink& sink) { exports::write_searchable_pdf(bytes_of(in), pages, sink); });
}

inline const std::string kDrawing = "q 0.5 g 100 200 300 50 re f Q 1 0 0 RG 50 700 m 400 100 l S";

struct Found {
  std::string text;
  double left = 0, top = 0, right = 0, bottom = 0;
};

/// Words with their boxes in points of the page as it is shown.
inline std::vector<Found> words_of(const std::filesystem::path& file) {
  const std::string html = output_of("pdftotext -cropbox -bbox " + file.string() + " -");
  std::vector<Found> out;
  for (std::size_t at = 0; (at = html.find("<word ", at)) != std::string::npos; ++at) {
    Found one;
    const int values =
        std::sscanf(html.c_str() + at, R"(<word xMin="%lf" yMin="%lf" xMax="%lf" yMax="%lf">)",
                    &one.left, &one.top, &one.right, &one.bottom);
    const std::size_t text = html.find('>', at) + 1;
    one.text = html.substr(text, html.find('<', text) - text);
    if (values == 4) out.push_back(one);
  }
  return out;
}

inline void expect_same_picture(const std::filesystem::path& a, const std::filesystem::path& b) {
  const std::string first = output_of("pdftoppm -cropbox -r 60 " + a.string());
  EXPECT_GT(first.size(), 1000U);
  EXPECT_TRUE(first == output_of("pdftoppm -cropbox -r 60 " + b.string()));
}

/// Every word of `page` stands in `file` at its box; `points_wide`: the width of the page as shown.
inline void expect_words_at_boxes(const exports::PdfPage& page, const std::filesystem::path& file,
                                  double points_wide) {
  std::vector<exports::PdfWord> expected;
  for (const auto& line : page.lines) expected.insert(expected.end(), line.begin(), line.end());
  const std::vector<Found> found = words_of(file);
  ASSERT_EQ(found.size(), expected.size());
  const double scale = page.width / points_wide;
  for (const exports::PdfWord& word : expected) {
    const auto same = std::ranges::find(found, word.text, &Found::text);
    ASSERT_NE(same, found.end()) << word.text;
    EXPECT_NEAR(same->left * scale, word.box.left, 2) << word.text;
    EXPECT_NEAR(same->right * scale, word.box.right, 2) << word.text;
    EXPECT_NEAR(same->top * scale, word.box.top, 2) << word.text;
    EXPECT_NEAR(same->bottom * scale, word.box.bottom, 2) << word.text;
  }
}

}  // namespace codau::testing

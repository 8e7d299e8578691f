// store/results/result_names.h — what the results of a document are called: OUT/text/NAME.txt,
// OUT/pdf/NAME.pdf. A person who knows a scan finds them without any list.
//
// A name is a function of these values, and of nothing else (not of the order of runs):
// 1. The stem: the path of the scan without its ending, made safe for Windows. Of several paths of
//    one content, the stem that is first in the order of bytes. The path of the folder if the
//    images of a folder are one document (`--group folder`). " (2)", " (3)" … follow for the
//    further documents of a file.
// 2. The doc_id, which begins the SHA-256 of the source.
// 3. The other documents of the output with the same folded stem. If there are any, all of them get
//    " ~" and four hex digits of their doc_id; eight or sixteen if the four are equal, too.
// 4. Files with such a name that codau has not written. They stay, and the document gets the next
//    longer name.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace codau::store {

/// Returns the stem of a scan: `path` without its ending, if codau reads files with this ending.
/// `path`: relative to the given input, any bytes. Laws:
/// 1. Every part of a stem is a valid name on Windows: no device name (CON, NUL.x), no forbidden
///    character, no dot or space at the end, at most 120 UTF-16 units and 180 bytes.
/// 2. A stem has at most 180 UTF-16 units: a longer path loses its innermost folders.
/// 3. No folder of a stem ends like a result (.txt, .pdf), so that no file stands in its place.
/// 4. NFC and NFD of a path have the same stem.
[[nodiscard]] std::string make_scan_stem(std::string_view path);
/// Returns the stem of a folder whose images are one document. The laws above hold.
[[nodiscard]] std::string make_folder_stem(std::string_view path);
/// Returns the stem of the document `number` of a file, from 2.
[[nodiscard]] std::string make_further_stem(std::string_view stem, std::size_t number);

/// Returns the key of a stem: stems with equal keys would be one file on some system. Laws:
/// idempotent; case and NFC or NFD do not matter.
[[nodiscard]] std::string fold_stem(std::string_view stem);

struct NamedDocument {
  std::string doc_id, stem;
};
/// Tells whether a file of that name is there which codau has not written.
using IsForeign = std::function<bool(const std::string& name)>;
/// Tells whether another document, whose stem has the same key, has a doc_id that begins so. The
/// answer for "" is whether there is any.
using HasRival = std::function<bool(std::string_view prefix)>;
/// Returns the name of a document. Throws Error{kOutput} if all of its names are foreign.
/// Laws:
/// 1. Names of different documents differ, also when they are folded.
/// 2. A document without rivals is called by its stem, unless the stem ends like a marked one.
/// 3. All documents with rivals get a mark, whatever the order in which they came.
[[nodiscard]] std::string make_result_name(const NamedDocument& document, const HasRival& has_rival,
                                           const IsForeign& is_foreign = {});

}  // namespace codau::store

// The report never downloads a browser: it uses an installed one or the one that ships in an npm package.
module.exports = { skipDownload: true };

// Writes statement-trees.json. Needs: npm i @openzeppelin/merkle-tree@1.0.8 (which brings ethereum-cryptography).
const { StandardMerkleTree } = require('@openzeppelin/merkle-tree');
const { keccak256 } = require('ethereum-cryptography/keccak');
const fs = require('fs');

const hex = (bytes) => Buffer.from(bytes).toString('hex');
const keccak = (text) => hex(keccak256(Buffer.from(text, 'utf8')));
const types = ['bytes32', 'bytes32', 'uint256'];

// Every third account is an EVM address; amounts reach from 0 to the largest long.
const account = (tree, i) => {
  if (i % 3 === 2) {
    const text = '0x' + keccak(`address ${tree} ${i}`).slice(24);
    return { text, key: text.slice(2).padStart(64, '0') };
  }
  const text = i % 3 === 0 ? `Hospital${i}.example/Hospital${i}.example` : `Hospital${i}.example/owner-${tree}@site_${i}`;
  return { text, key: keccak(text) };
};
const amount = (tree, i) => {
  if (i === 0) return '0';
  if (i === 1) return '9223372036854775807';
  return (BigInt('0x' + keccak(`amount ${tree} ${i}`)) >> BigInt(193 + (7 * i) % 56)).toString();
};

const trees = [1, 2, 3, 4, 5, 7, 8, 13, 16, 33, 100].map((size) => {
  const domain = keccak(`golden domain ${size}`);
  const accounts = Array.from({ length: size }, (_, i) => ({ ...account(size, i), cumulative: amount(size, i) }));
  const tree = StandardMerkleTree.of(accounts.map((a) => ['0x' + domain, '0x' + a.key, a.cumulative]), types);
  for (const [i, value] of tree.entries()) {
    accounts[i].leaf = tree.leafHash(value).slice(2);
    accounts[i].proof = tree.getProof(i).map((node) => node.slice(2));
  }
  return { domain, root: tree.root.slice(2), accounts };
});
fs.writeFileSync('statement-trees.json', JSON.stringify({
  schema: 'statement-trees/1',
  source: '@openzeppelin/merkle-tree 1.0.8, StandardMerkleTree.of(values, ["bytes32", "bytes32", "uint256"]); see make_goldens.js',
  trees,
}, null, 1) + '\n');
